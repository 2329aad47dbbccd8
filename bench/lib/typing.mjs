/** In a generator's process: people who type, and people who change their status, at a steady beat. */
import { clock } from './seat.mjs';

const SETTLE_MS = 3_000;
const POLL_MS = 20;

/** @typedef {import('./crowd.mjs').Crowd} Crowd */
/** @typedef {{ key: string, kind: 'typing' | 'presence', rate: number, durationMs: number, followed: number }} Options */

/** Where each crowd goes on: who typed a moment ago is not told of again so soon. @type {WeakMap<Crowd, number>} */
const turns = new WeakMap();

/**
 * Each pair of a person and what is told of them (a room, the status) comes again only after all others.
 *
 * @param {Crowd} crowd
 * @param {Options} options
 */
export async function typing(crowd, { kind, rate, durationMs, followed }) {
  /** What is told of somebody, and to whom it was told; to themselves it may be, and does not count. @type {Map<string, { due: number, told: Set<number> }>} */
  const acted = new Map();
  /** @type {number[]} */
  const after = [];
  crowd.onEvent = (event, text, seat) => {
    if (event !== 'user_typing' && event !== 'presence_update') return;
    const [, { user_id, room_id, text: status }] = JSON.parse(text);
    const act = acted.get(`${user_id} ${room_id ?? status}`);
    // Of presence one may be told again: the first time counts.
    if (!act || act.told.has(seat)) return;
    act.told.add(seat);
    after.push(clock() - act.due);
  };
  const first = turns.get(crowd) ?? 0;
  if (kind === 'presence' && first === 0) await follow(crowd, followed);
  const acts = kind === 'typing' ? typingActs(crowd) : presenceActs(crowd, followed);
  const total = Math.floor((rate * durationMs) / 1_000);
  turns.set(crowd, first + total);
  const began = clock();
  let [expected, refused, answered] = [0, 0, 0];
  for (let n = 0; n < total; ) {
    for (; n < total && began + (n * 1_000) / rate <= clock(); n += 1) {
      const act = /** @type {typeof acts[number]} */ (acts[(first + n) % acts.length]);
      const { key, event, payload, hearers, seat } = act(n);
      acted.set(key, { due: began + (n * 1_000) / rate, told: new Set([crowd.seats.indexOf(seat)]) });
      expected += hearers;
      void seat.ask(event, payload).then((text) => {
        answered += 1;
        if (!text.includes('"ok":true')) refused += 1;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const deadline = clock() + SETTLE_MS;
  while ((after.length < expected || answered < total) && clock() < deadline)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  crowd.onEvent = undefined;
  return { acts: total, expected, heard: after.length, refused, after: Float64Array.from(after).sort() };
}

/** @param {Crowd} crowd @returns {((n: number) => { key: string, event: string, payload: object, hearers: number, seat: import('./seat.mjs').Seat })[]} */
const typingActs = ({ seats, seating: { connections, rooms } }) => {
  const members = new Map(rooms.map((room) => [room.id, room.members]));
  const most = Math.max(...connections.map((chair) => chair.rooms.length));
  // Not all rooms of one person in one go.
  return Array.from({ length: most }).flatMap((_, at) =>
    connections.flatMap(({ user, rooms: inside }, index) => {
      const [room_id, seat] = [inside[at], seats[index]];
      if (!room_id || !seat) return [];
      const hearers = (members.get(room_id) ?? 1) - 1;
      return [
        () => ({ key: `${user} ${room_id}`, event: 'typing_start', payload: { room_id }, hearers, seat }),
      ];
    }),
  );
};

/** @param {Crowd} crowd @param {number} followed @returns {ReturnType<typeof typingActs>} */
const presenceActs = ({ seats, seating: { connections } }, followed) =>
  connections.flatMap(({ user }, index) => {
    const seat = seats[index];
    if (!seat) return [];
    return [
      (/** @type {number} */ n) => {
        const text = `status ${n} ${Math.round(clock())}`;
        const payload = { state: n % 2 ? 'busy' : 'online', text, emoji: '' };
        return { key: `${user} ${text}`, event: 'set_status', payload, hearers: followed, seat };
      },
    ];
  });

/** Everybody follows the next so many people, in a circle. @param {Crowd} crowd @param {number} followed */
async function follow({ seats, seating: { connections } }, followed) {
  for (const [index, seat] of seats.entries()) {
    const user_ids = Array.from(
      { length: followed },
      (_, n) => connections[(index + n + 1) % connections.length]?.user,
    );
    await seat.ask('presence_subscribe', { user_ids });
  }
}
