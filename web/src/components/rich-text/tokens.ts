export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'mention'; text: string; username: string }
  | { kind: 'link'; text: string; url: string };

/** As the server reads them: not after a word, a dot or another @. */
const token = /(?<![\w@.-])@([a-z0-9][a-z0-9._-]*)|\bhttps?:\/\/[^\s<>"]+/gi;
const trailing = /[.,;:!?)\]'"]+$/;
const trailingName = /[._-]+$/;

/** The longest of the two ways to read a name's end that somebody in the message has. */
const named = (written: string, usernames: ReadonlySet<string>): string | undefined => {
  const name = written.toLowerCase();
  return [name, name.replace(trailingName, '')].find((candidate) => usernames.has(candidate));
};

/** What mentions everybody in a room. */
const groupNames: ReadonlySet<string> = new Set(['room', 'here']);

export const isMyName = (username: string, me: string | undefined): boolean =>
  username === me || groupNames.has(username);

/** Text cut into mentions, links and what is between. */
export const tokenize = (text: string, usernames: ReadonlySet<string>): Token[] => {
  const tokens: Token[] = [];
  let from = 0;
  const add = (start: number, length: number, found: Token): void => {
    if (start > from) tokens.push({ kind: 'text', text: text.slice(from, start) });
    tokens.push(found);
    from = start + length;
  };
  for (const match of text.matchAll(token)) {
    const written = match[1];
    if (written !== undefined) {
      const username = named(written, usernames);
      if (username === undefined) continue;
      const length = username.length + 1;
      add(match.index, length, {
        kind: 'mention',
        text: text.slice(match.index, match.index + length),
        username,
      });
    } else {
      const url = match[0].replace(trailing, '');
      add(match.index, url.length, { kind: 'link', text: url, url });
    }
  }
  if (from < text.length) tokens.push({ kind: 'text', text: text.slice(from) });
  return tokens;
};

/** Whether there is anything in the text that only Markdown makes sense of. */
const markup = /[*_~`[\]\\|&]|^\s{0,3}(?:#{1,6}\s|>|[-+]\s|\d{1,9}[.)]\s|={3,}\s*$|-{3,}\s*$|\t| {4})/m;
export const hasMarkup = (text: string): boolean => markup.test(text.replace(/https?:\/\/[^\s<>"]+/gi, ''));

const onlyEmoji =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f\u20e3\s])+$/u;
const MOST_LARGE = 6;

/** A few emojis and nothing else are shown large. */
export const isLarge = (text: string): boolean =>
  onlyEmoji.test(text) && [...new Intl.Segmenter().segment(text.replace(/\s/g, ''))].length <= MOST_LARGE;
