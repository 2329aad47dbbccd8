/** The language of the search box: one reading of it for the server and for clients. */

export const contentTypes = ['text', 'file', 'image', 'video', 'link'] as const;
export type ContentType = (typeof contentTypes)[number];

/** What somebody asks for with what they typed. */
export interface SearchQuery {
  /** Words that must occur, in the order in which they were typed. */
  words: string[];
  /** Whether the last of `words` may go on: nothing was typed after it yet. */
  typing: boolean;
  /** Texts that must occur as they are. */
  phrases: string[];
  /** Words and texts that must not occur. */
  excluded: string[];
  /** Usernames of which one must be the sender; `me` is who asks. */
  from: string[];
  /** Names of rooms (`#general`, `general`) and of people whose DM is meant (`@amy`), of which one must be the place. */
  in: string[];
  /** All of them must be there. */
  has: ContentType[];
  /** Days as `2026-01-31`: sent before that day, after it, on it. */
  before: string[];
  after: string[];
  on: string[];
}

const isContentType = (value: string): value is ContentType =>
  (contentTypes as readonly string[]).includes(value);

/** A day of the calendar: not `2026-02-30`. */
const isDay = (value: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
};

/**
 * `-`? then `name:`? then a text in quotation marks, or one without spaces. A quotation mark that is not closed goes to the
 * end. Each alternative begins with another character, so reading takes one pass.
 */
const TOKEN = /(-?)(?:(from|in|has|before|after|on):)?([@#]?)(?:"([^"]*)("?)|([^\s"]+))/giu;

const emptyQuery = (): SearchQuery => ({
  words: [],
  typing: false,
  phrases: [],
  excluded: [],
  from: [],
  in: [],
  has: [],
  before: [],
  after: [],
  on: [],
});

/** Never fails: what is no operator is a word. `from:` alone, and `has:cake`, are words too. */
export const parseSearchQuery = (typed: string): SearchQuery => {
  const query = emptyQuery();
  // Marks that phones type in place of plain ones.
  for (const match of typed.replace(/[“”„«»]/gu, '"').matchAll(TOKEN)) {
    const [whole, minus, operator, sigil, quoted, , bare] = match;
    const value = `${quoted ?? bare ?? ''}`.trim();
    if (operator && !minus && apply(query, operator.toLowerCase(), sigil ?? '', value)) continue;
    if (value === '' && !operator) continue;
    if (minus && value !== '') query.excluded.push(operator ? whole.slice(1) : `${sigil}${value}`);
    else if (quoted !== undefined && !operator) query.phrases.push(`${sigil}${value}`);
    else query.words.push(whole);
  }
  query.typing = query.words.length > 0 && typed.endsWith(query.words.at(-1) as string);
  return query;
};

/** False when it is no operator, whatever it looks like. */
const apply = (query: SearchQuery, operator: string, sigil: string, value: string): boolean => {
  if (value === '') return false;
  switch (operator) {
    case 'from':
      if (sigil === '#') return false;
      query.from.push(value.toLowerCase());
      return true;
    case 'in':
      query.in.push(`${sigil}${value}`);
      return true;
    case 'has':
      if (!isContentType(value.toLowerCase())) return false;
      query.has.push(value.toLowerCase() as ContentType);
      return true;
    case 'before':
    case 'after':
    case 'on':
      if (!isDay(value)) return false;
      query[operator].push(value);
      return true;
    default:
      return false;
  }
};
