import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ConversationStore } from '../../sdk/src/conversation-store.js';
import type { Message } from '../../sdk/src/generated/contract.js';
import type { PendingMessage } from '../../sdk/src/outbox.js';
import { TypingNotifier, TypingStore } from '../../sdk/src/typing.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const room_id = 'a'.repeat(24);

it('typing is told at once, repeated while it lasts, and ended after a pause', () => {
  const told: string[] = [];
  const notifier = new TypingNotifier((event) => told.push(event));
  for (let n = 0; n < 5; n += 1) {
    notifier.keystroke();
    vi.advanceTimersByTime(1_000);
  }
  expect(told).toEqual(['typing_start', 'typing_start', 'typing_start']);
  vi.advanceTimersByTime(3_000);
  expect(told.at(-1)).toBe('typing_stop');
  notifier.stop();
  expect(told).toHaveLength(4);
});

it('who types is named until they stop, send, or fall silent', () => {
  const listeners = new Map<string, (payload: never) => void>();
  const typing = new TypingStore({
    on: (event, listener) => {
      listeners.set(event, listener as (payload: never) => void);
      return () => undefined;
    },
    tell: () => undefined,
  });
  const receive = (event: string, payload: object) => listeners.get(event)?.(payload as never);
  const start = () =>
    receive('user_typing', { user_id: 'ben', username: 'ben', room_id, expires_in_ms: 3_000 });
  const names = () => typing.in({ room_id }).map(({ username }) => username);
  start();
  const before = typing.in({ room_id });
  start();
  expect(typing.in({ room_id })).toBe(before);
  expect(names()).toEqual(['ben']);
  vi.advanceTimersByTime(3_000);
  expect(names()).toEqual([]);
  start();
  receive('new_message', { sender_id: 'ben', room_id, parent_id: null });
  expect(names()).toEqual([]);
  start();
  receive('user_stopped_typing', { user_id: 'ben', room_id });
  expect(names()).toEqual([]);
});

it('a snapshot is the same until something changes, and shows no message twice', () => {
  const pending = [{ client_id: 'one' }, { client_id: 'two' }] as PendingMessage[];
  const store = new ConversationStore({ room_id }, () => pending);
  let changes = 0;
  const stop = store.subscribe(() => {
    changes += 1;
  });
  const first = store.getSnapshot();
  expect(store.getSnapshot()).toBe(first);
  store.receive({ id: 'm1', seq: 1, rev: 0, client_id: 'one', room_id, parent_id: null } as Message);
  const second = store.getSnapshot();
  expect(second).not.toBe(first);
  expect(second.messages.map(({ id }) => id)).toEqual(['m1']);
  expect(second.pending.map(({ client_id }) => client_id)).toEqual(['two']);
  expect(changes).toBe(1);
  stop();
  store.pendingChanged();
  expect(changes).toBe(1);
});

it('messages that were removed for their age are forgotten, and what comes after them is not waited for', () => {
  const store = new ConversationStore({ room_id });
  const message = (seq: number) =>
    ({ id: `m${seq}`, seq, rev: 0, client_id: null, room_id, parent_id: null }) as Message;
  for (const seq of [1, 2, 3]) store.receive(message(seq));
  store.removeBefore(3);
  expect(store.messages.map(({ seq }) => seq)).toEqual([3]);
  store.receive(message(6));
  expect(store.hasGap).toBe(true);
  store.apply({
    room_id,
    messages: [message(6)],
    changes: [],
    first_seq: 6,
    last_seq: 6,
    last_rev: 0,
    has_more: false,
  });
  expect([store.messages.map(({ seq }) => seq), store.lastSeq, store.hasGap]).toEqual([[6], 6, false]);
});
