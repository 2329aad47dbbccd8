import { hash, type Options, verify } from '@node-rs/argon2';

/** Argon2id (the library's own choice) as OWASP advises: 19 MiB, two passes, one lane. About 25 ms of a core. */
const options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a text that nobody knows: an unknown account takes as long as one with a wrong password. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$ImswZ5YbH1i1Gtkl6jEOrA$w9Tm7I6dEm4RcfuIqV58Cdx7M7h5YmSJt71VK0er31k';

/** Keyboards differ in how they encode `é`; it is the same password. */
const bytes = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(bytes(password), options);

/** Without a hash, there being no such account: false, after the same time. */
export const passwordMatches = async (
  password: string,
  passwordHash: string | undefined,
): Promise<boolean> => {
  const matches = await verify(passwordHash ?? NOBODY, bytes(password));
  return matches && passwordHash !== undefined;
};
