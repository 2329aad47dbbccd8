import { afterAll, beforeAll, expect, it } from 'vitest';
import { ParleyClient } from '../../sdk/src/client.js';
import { ConversationStore } from '../../sdk/src/conversation-store.js';
import type { Payload, ServerEvent } from '../../src/contract/events.js';
import type { SyncedConversation } from '../../src/contract/inbox.js';
import type { Message } from '../../src/contract/message.js';
import { RedactionService } from '../../src/forwards/redaction.service.js';
import { RedactionRepository } from '../../src/messages/redaction.repository.js';
import { everything, recount } from '../faults/recount.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register } from '../support/people.js';
import { freshSeed, Random } from '../support/random.js';
import { until } from '../support/until.js';
import { type Place, playStep } from '../support/world.js';

/** `npm run soak` takes 2,000. */
const STEPS = Number(process.env['HISTORY_STEPS'] ?? 300);
const nodes: TestApp[] = [];

beforeAll(async () => {
  const first = await startApp();
  nodes.push(first, await startApp(first.env));
});
afterAll(() => Promise.all(nodes.map((node) => node.stop())));

const makePlace = async (owner: Person, members: Person[]): Promise<Place> => {
  const { body } = await owner.api<{ room: { id: string } }>('POST', '/rooms', {
    name: 'history',
    type: 'public',
    member_ids: members.map(({ id }) => id),
  });
  const all = [owner, ...members];
  return {
    id: body.room.id,
    owner,
    members: new Set(all),
    banned: new Set(),
    muted: new Set(),
    messages: [],
    positions: new Map(all.map((one) => [one, 0])),
  };
};

/** What was deleted is gone from all that it was forwarded with: nothing changes by itself any more. */
const redacted = () =>
  until(async () => {
    const end = new Date(Date.now() + 60_000);
    for (const { app } of nodes) await app.get(RedactionService).sweep(end);
    return (await nodes[0]?.app.get(RedactionRepository).due(end, 1))?.length === 0;
  });

/** A client that never syncs: what it holds came live. */
const liveStores = (line: Line): Map<string, ConversationStore> => {
  const stores = new Map<string, ConversationStore>();
  const storeOf = (id: string) => {
    const store = stores.get(id) ?? new ConversationStore({ room_id: id });
    stores.set(id, store);
    return store;
  };
  line.socket.onAny((event: ServerEvent, payload: unknown) => {
    if (event === 'new_message') storeOf((payload as Message).room_id ?? '').receive(payload as Message);
    else if (event === 'reaction_added' || event === 'reaction_removed') {
      const { rev, message_id, emoji, user_id, room_id } = payload as Payload<'reaction_added'>;
      storeOf(room_id ?? '').change({
        rev,
        message_id,
        reaction: { emoji, user_id },
        added: event === 'reaction_added',
      });
    } else if (/^message_(edited|deleted|pinned|unpinned|updated)$/.test(event)) {
      const change = payload as Payload<'message_edited'>;
      storeOf(change.message.room_id ?? '').change(change);
    }
  });
  return stores;
};

/** Asks for everything that it does not have. */
const syncStore = async (person: Person, store: ConversationStore): Promise<void> => {
  for (let has_more = true; has_more; ) {
    const { body } = await person.api<{ conversations: SyncedConversation[] }>('POST', '/sync', {
      conversations: [{ ...store.place, after_seq: store.lastSeq, after_rev: store.lastRev }],
    });
    const [synced] = body.conversations as [SyncedConversation];
    store.apply(synced);
    has_more = synced.has_more || synced.reset === true;
  }
};

/** Reply counts are as of the moment that a message was read; everything else must be the same for all. */
const comparable = (store: ConversationStore | undefined) =>
  store?.messages.map(({ reply_count, last_reply_at, ...message }) => message);

it.each([1, freshSeed()])(
  'live, synced and reconnecting clients hold the same after a random history (seed %d)',
  { timeout: 600_000 },
  async (seed) => {
    const random = new Random(seed);
    const urls = nodes.map(({ url }) => url);
    const people = await Promise.all(
      Array.from({ length: 6 }, (_, n) => register(random.pick(urls), `h${n}`)),
    );
    const [owner, second, ...others] = people as [Person, Person, ...Person[]];
    const places = [await makePlace(owner, others), await makePlace(owner, [second])];
    const line = await owner.at(urls[1] as string).connect();
    const live = liveStores(line);
    const synced = new Map(places.map(({ id }) => [id, new ConversationStore({ room_id: id })]));
    const restless = new ParleyClient({
      urls,
      token: async () => owner.token,
      backoffMs: () => Math.random() * 50,
    }).connect();

    const done = new Map<string, number>();
    for (let step = 0; step < STEPS; step += 1) {
      const what = await playStep(random, people, places, urls);
      done.set(what, (done.get(what) ?? 0) + 1);
      if (random.next() < 0.02) restless.drop();
      if (random.next() < 0.01) for (const store of synced.values()) await syncStore(owner, store);
    }
    expect(done.size).toBeGreaterThan(16);
    await redacted();

    for (const place of places) {
      const store = synced.get(place.id) as ConversationStore;
      await syncStore(owner, store);
      const isCurrent = (other?: ConversationStore) =>
        other?.lastSeq === store.lastSeq && other.lastRev === store.lastRev;
      await line.until(() => isCurrent(live.get(place.id)), 20_000, 'the live client');
      await until(() => isCurrent(restless.conversations.get(place.id)), { what: 'the reconnecting client' });
      expect(store.lastSeq).toBe(place.messages.length);
      expect(comparable(live.get(place.id))).toEqual(comparable(store));
      expect(comparable(restless.conversations.get(place.id))).toEqual(comparable(store));
      const messages = await everything(owner, place.id);
      for (const member of place.members) {
        const { body } = await member
          .at(random.pick(urls))
          .api<{ room: object }>('GET', `/rooms/${place.id}`);
        expect(body.room, `${member.username}, seed ${seed}`).toMatchObject(
          recount(messages, member.id, place.positions.get(member) ?? 0),
        );
      }
    }
    restless.close();
    line.close();
  },
);
