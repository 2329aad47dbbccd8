import { expect, it, vi } from 'vitest';
import { ConversationStore } from '../../sdk/src/conversation-store.js';
import type { Message } from '../../sdk/src/generated/contract.js';
import { tellAll } from '../../sdk/src/listeners.js';

it('a listener that throws stops neither the others nor what the SDK is at', () => {
  const thrown: (() => void)[] = [];
  vi.stubGlobal('queueMicrotask', (work: () => void) => thrown.push(work));
  try {
    const heard: string[] = [];
    const bad = () => {
      throw new Error('of the application');
    };
    tellAll([bad, (word: string) => heard.push(word)], 'hello');
    expect(heard).toEqual(['hello']);
    // It is not swallowed: it ends where nobody's work is under way.
    expect(thrown[0]).toThrow('of the application');

    const store = new ConversationStore({ room_id: 'a'.repeat(24) });
    store.subscribe(bad);
    const synced = { first_seq: 1, last_seq: 2, last_rev: 0, changes: [], has_more: false };
    const messages = [1, 2].map((seq) => ({ id: `m${seq}`, seq, rev: 0, parent_id: null }) as Message);
    store.apply({ room_id: 'a'.repeat(24), ...synced, messages });
    expect([store.lastSeq, store.hasGap]).toEqual([2, false]);
  } finally {
    vi.unstubAllGlobals();
  }
});
