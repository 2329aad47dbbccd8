import { ConversationStore } from '@sdk/conversation-store.js';
import { describe, expect, it } from 'vitest';
import { message } from '@/testing/messages.js';

const atHead = (last_seq: number, last_rev = 0): ConversationStore => {
  const store = new ConversationStore({ room_id: 'room' });
  store.beginAt({ last_seq, last_rev });
  return store;
};
const seqs = (store: ConversationStore) => store.messages.map(({ seq }) => seq);

describe('a conversation that begins at its head', () => {
  it('misses nothing and has loaded nothing', () => {
    const store = atHead(100, 7);
    expect(store.isBehind({ last_seq: 100, last_rev: 7 })).toBe(false);
    expect(store.firstSeq).toBeUndefined();
  });

  it('takes live messages after the head, and sees a gap', () => {
    const store = atHead(100);
    store.receive(message(101));
    store.receive(message(103));
    expect(seqs(store)).toEqual([101]);
    expect(store.hasGap).toBe(true);
  });

  it('adds pages before without touching the numbers', () => {
    const store = atHead(100, 7);
    store.receive(message(101));
    store.addPage([message(98), message(99), message(100)], false);
    expect([store.firstSeq, store.lastSeq, store.lastRev]).toEqual([98, 101, 7]);
    store.addPage([message(1), message(2)], true);
    expect(store.firstSeq).toBe(1);
    expect(seqs(store)).toEqual([1, 2, 98, 99, 100, 101]);
  });

  it('applies a change that came before the page of its message, once', () => {
    const store = atHead(100, 7);
    store.change({ rev: 8, message_id: 'm99', reaction: { emoji: '👍', user_id: 'a' }, added: true });
    store.addPage([message(99, { rev: 3 })], false);
    expect(store.get('m99')?.reactions).toHaveLength(1);
    store.addPage([message(99, { rev: 3 })], false);
    expect(store.get('m99')?.rev).toBe(8);
  });

  it('does not let an old page undo a later change', () => {
    const store = atHead(100, 7);
    store.addPage([message(99, { rev: 3 })], false);
    store.change({ rev: 8, message: message(99, { rev: 8, content: 'edited', edited: true }) });
    store.addPage([message(99, { rev: 3 })], false);
    expect(store.get('m99')?.content).toBe('edited');
  });

  it('keeps what belongs to a thread out of its line', () => {
    const store = atHead(100);
    store.addPage([message(90)], false);
    store.addContext([message(5), message(6, { parent_id: 'm5' })]);
    expect(store.firstSeq).toBe(90);
    expect(store.get('m5')).toBeDefined();
  });

  it('counts each reply once, whether its parent was read before or after it', () => {
    const store = atHead(100);
    const reply = message(101, { parent_id: 'm90' });
    store.addPage(
      [message(90), message(91, { reply_count: 1, last_reply_at: message(102).created_at })],
      false,
    );
    store.addContext([reply]); // The acknowledgement comes first.
    store.receive(reply);
    store.receive(reply);
    store.receive(message(102, { parent_id: 'm91' }));
    expect(store.get('m90')?.reply_count).toBe(1);
    expect(store.get('m91')?.reply_count).toBe(1);
  });

  it('forgets its pages when it begins anew', () => {
    const store = atHead(100);
    store.addPage([message(99)], false);
    store.beginAt({ last_seq: 900, last_rev: 40 });
    expect(store.messages).toEqual([]);
    expect(store.firstSeq).toBeUndefined();
  });
});
