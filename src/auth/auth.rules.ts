import { invalid } from '../common/errors/app-error.js';
import type { register } from '../contract/auth.js';
import type { Input } from '../contract/operation.js';
import { commonPasswords } from './common-passwords.js';

const MAX_UNIT = 3;

/** Throws `validation_failed` for a password that would be among the first that somebody else tries. */
export const requireStrong = (password: string, account: { username: string; email: string }): void => {
  const message = weakness(password, account);
  if (message !== undefined) throw invalid('password', message);
};

/** Why a password would be among the first that somebody else tries; undefined when it would not. */
export const weakness = (
  password: string,
  { username, email }: { username: string; email: string },
): string | undefined => {
  const folded = password.toLowerCase();
  const known = [username, email, email.slice(0, email.lastIndexOf('@'))].map((text) => text.toLowerCase());
  if (known.includes(folded)) return 'must not be the username or the e-mail address';
  if (isRepetition(folded) || isSequence(folded)) return 'must not be a repetition or a sequence';
  if (commonPasswords.has(folded)) return 'is among the passwords that are tried first';
  return undefined;
};

/** `aaaaaaaaaa`, `abcabcabcabc`: a character or a few, again and again. */
const isRepetition = (text: string): boolean => {
  for (let unit = 1; unit <= MAX_UNIT; unit += 1) {
    if (
      text ===
      text
        .slice(0, unit)
        .repeat(Math.ceil(text.length / unit))
        .slice(0, text.length)
    )
      return true;
  }
  return false;
};

/** `abcdefghij`, `9876543210`: each character is the next, or the one before. */
const isSequence = (text: string): boolean => {
  const steps = new Set<number>();
  for (let i = 1; i < text.length; i += 1) steps.add(text.charCodeAt(i) - text.charCodeAt(i - 1));
  const [step] = steps;
  return steps.size === 1 && Math.abs(step ?? 0) === 1;
};

/** The account that a registration asks for. */
export const accountOf = ({ username, email, display_name }: Input<typeof register>) => {
  const lower = username.toLowerCase();
  return { username: lower, email, display_name: display_name?.trim() ?? lower };
};
