import { expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { type Person, register } from '../support/people.js';
import { RetryingSender } from '../support/retrying-sender.js';
import { createRoom } from '../support/rooms.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';
import { NodeProcess } from './node-process.js';
import { everything } from './recount.js';

const USERS = 10;
const EACH = 50;
const SENDS = USERS * EACH;

it('a killed server loses nothing, doubles nothing and leaves no gap', { timeout: 120_000 }, async () => {
  const node = await NodeProcess.start(processEnv());
  const people = await Promise.all(Array.from({ length: USERS }, (_, n) => register(node.url, `user${n}`)));
  const [owner, ...others] = people as [Person, ...Person[]];
  const { id: room_id } = await createRoom(owner, { member_ids: others.map(({ id }) => id) });
  const senders = people.map((person) => new RetryingSender(person));
  const acknowledged = () => senders.flatMap((sender) => sender.acknowledged);
  try {
    const sends = senders.flatMap((sender, who) =>
      Array.from({ length: EACH }, (_, n) => sender.send(room_id, `${who}-${n}`)),
    );
    await until(() => acknowledged().length > 0, { everyMs: 1, what: 'the first acknowledgement' });
    await node.kill();
    const before: Message[] = acknowledged();
    await node.start();
    await Promise.all(sends);

    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(SENDS); // It was killed in the middle.
    expect(senders.reduce((sum, { retries }) => sum + retries, 0)).toBeGreaterThan(0);
    const stored = await everything(owner, room_id);
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: SENDS }, (_, n) => n + 1));
    expect(new Set(stored.map(({ sender_id, client_id }) => `${sender_id} ${client_id}`)).size).toBe(SENDS);
    expect(stored.every(({ content, client_id }) => content === `content of ${client_id}`)).toBe(true);
    const seqs = new Map(stored.map(({ id, seq }) => [id, seq]));
    for (const { id, seq } of [...before, ...acknowledged()]) expect(seqs.get(id)).toBe(seq);
  } finally {
    for (const sender of senders) sender.close();
    await node.kill();
  }
});
