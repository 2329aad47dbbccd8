import type { Message } from '@contract/message.js';
import { create } from 'zustand';

type Change = (message: Message) => Message;

/** What this person has just done to messages and the server has not said yet, in the order in which it was done. */
export const useGuesses = create<Readonly<Record<string, readonly Change[]>>>(() => ({}));

const set = (id: string, next: (known: readonly Change[]) => readonly Change[]): void =>
  useGuesses.setState((all) => {
    const { [id]: known = [], ...others } = all;
    const changes = next(known);
    return changes.length === 0 ? others : { ...others, [id]: changes };
  }, true);

/** What was asked for last of each message: nothing overtakes what was done to it before. */
const lanes = new Map<string, Promise<unknown>>();

/** Shows the change at once, and takes it back when `work` has told the store what is so, or has failed. */
export const guess = (id: string, change: Change, work: () => Promise<unknown>): Promise<void> => {
  set(id, (known) => [...known, change]);
  const done = (lanes.get(id) ?? Promise.resolve()).catch(() => undefined).then(work);
  lanes.set(id, done);
  return done
    .then(() => undefined)
    .finally(() => {
      if (lanes.get(id) === done) lanes.delete(id);
      set(id, (known) => known.filter((one) => one !== change));
    });
};

const guessed = new WeakMap<Message, { changes: readonly Change[]; message: Message }>();

/** The same object for the same message and guesses, so that only what is another one is drawn anew. */
const withGuesses = (message: Message, changes: readonly Change[] | undefined): Message => {
  if (!changes) return message;
  const known = guessed.get(message);
  if (known?.changes === changes) return known.message;
  const changed = changes.reduce((so, change) => change(so), message);
  guessed.set(message, { changes, message: changed });
  return changed;
};

export const applyGuesses = (
  messages: Message[],
  guesses: Readonly<Record<string, readonly Change[]>>,
): Message[] =>
  Object.keys(guesses).length > 0 && messages.some(({ id }) => guesses[id])
    ? messages.map((message) => withGuesses(message, guesses[message.id]))
    : messages;

export const reactedTo =
  (emoji: string, user_id: string, has: boolean): Change =>
  (message) => {
    const others = message.reactions.filter((one) => one.emoji !== emoji || one.user_id !== user_id);
    const isAsBefore = others.length < message.reactions.length === has;
    return isAsBefore ? message : { ...message, reactions: has ? [...others, { emoji, user_id }] : others };
  };

export const edited =
  (content: string): Change =>
  (message) => ({ ...message, content, edited: true });

export const deleted: Change = (message) => ({
  ...message,
  deleted: true,
  content: '',
  attachments: [],
  reactions: [],
  link_previews: [],
  pinned: false,
});

export const pinned =
  (isPinned: boolean): Change =>
  (message) => ({ ...message, pinned: isPinned });
