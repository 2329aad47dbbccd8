/** Who is in the demo workspace, and what they say. */

/**
 * @typedef {object} Said
 * @property {string} by
 * @property {string} text
 * @property {string[][]} [replies] who, and what
 * @property {Record<string, string[]>} [reactions]
 * @property {boolean} [pinned]
 * @property {string} [picture] one of those in `picture.mjs`
 *
 * @typedef {{ name: string, description: string, type: string, members: string[], said: Said[] }} Room
 * @typedef {{ by: string, to: string[], said: Said[] }} Dm
 * @typedef {{ username: string, name: string, status?: { state: string, text?: string, emoji?: string } }} Human
 */

export const PASSWORD = 'correct horse battery';

/** Owns the rooms, and is whom one signs in as. @type {Human} */
export const owner = {
  username: 'amy',
  name: 'Amy Okafor',
  status: { state: 'online', text: 'Reviewing', emoji: '🔍' },
};

/** @type {Human[]} */
export const people = [
  owner,
  { username: 'ben', name: 'Ben Larsen', status: { state: 'online', text: 'Shipping', emoji: '🚢' } },
  { username: 'chiara', name: 'Chiara Conti', status: { state: 'busy', text: 'Heads down until four' } },
  { username: 'dev', name: 'Dev Patel', status: { state: 'away' } },
  { username: 'eunji', name: 'Eun-ji Park' },
  { username: 'fatima', name: 'Fatima Zahra' },
];

/** @type {Room[]} */
export const rooms = [
  {
    name: 'design',
    description: 'How it looks and feels, and why',
    type: 'public',
    members: ['ben', 'chiara', 'dev', 'eunji', 'fatima'],
    said: [
      {
        by: 'chiara',
        text: 'I looked at five messengers this morning. They all shout. Badges on badges, a banner for the banner.',
      },
      { by: 'chiara', text: 'What if the conversation is the *page*, and everything else steps back?' },
      {
        by: 'ben',
        text: 'Agreed. Three rules then, @amy:\n\n1. Nothing jumps\n2. Nothing flashes\n3. Nothing is decoration',
        reactions: { '👍': ['amy', 'chiara', 'dev'], '🎉': ['eunji'] },
        pinned: true,
      },
      { by: 'amy', text: 'Works for me. I would add a fourth: **a row is where you left it**.' },
      {
        by: 'dev',
        text: 'The scroll anchor is small enough to quote:\n\n```ts\nconst anchor = rows.findIndex(({ key }) => key === first);\nreturn FAR - Math.max(anchor, 0);\n```',
        reactions: { '👀': ['amy', 'ben'] },
      },
      {
        by: 'eunji',
        text: 'Question about presence: colour alone fails for one in twelve men. Can the dot be a *shape* as well?',
        picture: 'dots',
        replies: [
          ['chiara', 'Yes. Filled, ring, bar, hollow.'],
          ['ben', 'They hold down to 8 px.'],
          ['eunji', 'Perfect, thank you.'],
          ['amy', 'Then that is how we do it ✅'],
        ],
        reactions: { '❤️': ['fatima', 'amy'] },
      },
      {
        by: 'fatima',
        text: '> Can the dot be a shape as well?\n\nThis is the first chat where somebody asks that on day one.',
      },
    ],
  },
  {
    name: 'release',
    description: 'What ships next, and when',
    type: 'public',
    members: ['ben', 'chiara', 'dev'],
    said: [
      { by: 'ben', text: 'Cutting 0.2 tomorrow at ten.' },
      {
        by: 'chiara',
        text: '@amy can you sign off the screenshots?',
        replies: [['ben', 'The changelog is in the usual place.']],
      },
    ],
  },
  {
    name: 'harbour walks',
    description: 'Thursdays after work, rain or shine',
    type: 'public',
    members: ['chiara', 'eunji', 'fatima'],
    said: [
      {
        by: 'fatima',
        text: 'This is what you all missed last week:',
        picture: 'harbour',
        reactions: { '😍': ['eunji', 'chiara'] },
      },
      { by: 'eunji', text: 'I am in this Thursday. Meet at the pier at 18:30?' },
    ],
  },
  {
    name: 'leads',
    description: '',
    type: 'private',
    members: ['ben'],
    said: [{ by: 'ben', text: 'The budget is through. ||It is more than we asked for.||' }],
  },
];

/** @type {Dm[]} */
export const dms = [
  {
    by: 'amy',
    to: ['ben'],
    said: [
      { by: 'amy', text: 'Do you have ten minutes after lunch?' },
      { by: 'ben', text: 'For you always. 13:15?' },
    ],
  },
  {
    by: 'chiara',
    to: ['amy'],
    said: [{ by: 'chiara', text: 'The grid is 4 px, right? Asking for a friend.' }],
  },
  { by: 'dev', to: ['amy', 'eunji'], said: [{ by: 'dev', text: 'A group for the demo on Friday.' }] },
];
