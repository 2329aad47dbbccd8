import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ack } from '../../sdk/src/contract.js';
import { ParleyError } from '../../sdk/src/errors.js';
import type { Message } from '../../sdk/src/generated/contract.js';
import { fileStorage } from '../../sdk/src/node.js';
import { Outbox, type Outgoing } from '../../sdk/src/outbox.js';
import { memoryStorage } from '../../sdk/src/outbox-storage.js';

const room_id = 'a'.repeat(24);
const said = (client_id: string): Outgoing => ({ client_id, room_id, content: client_id });
const stored = ({ client_id }: Outgoing): Ack<{ message: Message }> =>
  ({ ok: true, message: { id: client_id, client_id, room_id } }) as unknown as Ack<{ message: Message }>;
const refused = (code: string): Ack<{ message: Message }> =>
  ({ ok: false, error: { code, status: 403, detail: code } }) as unknown as Ack<{ message: Message }>;

/** A server that nobody reaches. */
const nowhere = (): Promise<never> => new Promise(() => undefined);

describe('the outbox', () => {
  it('sends in order, one after the other, with the same client_id until it is acknowledged', async () => {
    const tries: string[] = [];
    let lost = 2;
    const outbox = new Outbox({
      send: async (outgoing) => {
        tries.push(outgoing.client_id);
        if (lost-- > 0) throw ParleyError.local('offline');
        return stored(outgoing);
      },
    });
    await Promise.all(['one', 'two', 'three'].map((id) => outbox.add(said(id))));
    expect(tries).toEqual(['one', 'one', 'one', 'two', 'three']);
    expect(outbox.size).toBe(0);
  });

  it('goes on after a restart with what was left, before what is added then', async () => {
    const storage = memoryStorage();
    const before = new Outbox({ send: nowhere, storage });
    for (const id of ['one', 'two']) void before.add(said(id));
    before.close();
    const order: string[] = [];
    const after = new Outbox({
      storage,
      send: async (outgoing) => {
        order.push(outgoing.client_id);
        return stored(outgoing);
      },
    });
    void after.restore();
    await after.add(said('three'));
    expect(order).toEqual(['one', 'two', 'three']);
    await expect.poll(() => storage.load()).toEqual([]);
  });

  it('keeps what was refused and goes on with the next; it can be tried again or forgotten', async () => {
    let isMuted = true;
    const storage = memoryStorage();
    const outbox = new Outbox({
      storage,
      send: async (outgoing) =>
        isMuted && outgoing.client_id !== 'next' ? refused('muted') : stored(outgoing),
    });
    await expect(outbox.add(said('first'))).rejects.toMatchObject({ code: 'muted' });
    await outbox.add(said('next'));
    expect(outbox.pendingIn(room_id)).toMatchObject([{ client_id: 'first', failure: { code: 'muted' } }]);
    await expect.poll(storage.load).toMatchObject([{ client_id: 'first', failure: { code: 'muted' } }]);
    isMuted = false;
    outbox.retry('first');
    await expect.poll(() => outbox.pendingIn(room_id)).toEqual([]);
    isMuted = true;
    await expect(outbox.add(said('again'))).rejects.toBeInstanceOf(ParleyError);
    outbox.discard('again');
    expect(outbox.pendingIn(room_id)).toEqual([]);
  });

  it('gives up what is too old instead of saying it at the wrong time', async () => {
    const storage = memoryStorage();
    const created_at = new Date(Date.now() - 60_000).toISOString();
    await storage.put({ client_id: 'old', outgoing: said('old'), order: 1, created_at, failure: null });
    const outbox = new Outbox({ storage, send: nowhere, expireAfterMs: 1_000 });
    await outbox.restore();
    await expect
      .poll(() => outbox.pendingIn(room_id))
      .toMatchObject([{ client_id: 'old', failure: { code: 'send_expired' } }]);
  });

  it('takes a message that it sees in the conversation for acknowledged', async () => {
    const outbox = new Outbox({ send: nowhere });
    const sent = outbox.add(said('seen'));
    outbox.acknowledge({ id: 'x', client_id: 'seen' } as Message);
    await expect(sent).resolves.toMatchObject({ id: 'x' });
    expect(outbox.size).toBe(0);
  });

  it('keeps what it has in a file, over processes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-outbox-'));
    const path = join(folder, 'deep', 'outbox.json');
    const send = { outgoing: said('one'), order: 1, created_at: '', failure: null };
    const storage = fileStorage(path);
    await Promise.all(['one', 'two'].map((client_id) => storage.put({ ...send, client_id })));
    await storage.remove('one');
    expect((await fileStorage(path).load()).map(({ client_id }) => client_id)).toEqual(['two']);
    await rm(folder, { recursive: true });
  });
});
