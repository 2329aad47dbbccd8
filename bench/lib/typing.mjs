/** In a generator's process: people who type, and people who change their status, at a steady beat. */
import { clock } from './seat.mjs';

const SETTLE_MS = 3_000;
const POLL_MS = 20;

/** @typedef {import('./crowd.mjs').Crowd} Crowd */
/** @typedef {{ key: string, kind: 'typing' | 'presence', rate: number, durationMs: number, followed: number }} Options */

/** @type {WeakSet<Crowd>} */
const following = new WeakSet();

/**
 * Each pair of a person and what is told of them (a room, the status) comes again only after all others.
 *
 * @param {Crowd} crowd
 * @param {Options} options
 */
export async function typing(crowd, { kind, rate, durationMs, followed }) {
  /** When what is told of somebody was due; whoever hears of it looks here. @type {Map<string, number>} */
  const due = new Map();
  /** @type {number[]} */
  const after = [];
  let heard = 0;
  crowd.onEvent = (event, text) => {
    if (event !== 'user_typing' && event !== 'presence_update') return;
    const [, { user_id, room_id, text: status }] = JSON.parse(text);
    const time = due.get(`${user_id} ${room_id ?? status}`);
    if (time === undefined) return;
    heard += 1;
    after.push(clock() - time);
  };
  if (kind === 'presence' && !following.has(crowd)) {
    following.add(crowd);
    await follow(crowd, followed);
  }
  const acts = kind === 'typing' ? typingActs(crowd) : presenceActs(crowd, followed);
  const total = Math.floor((rate * durationMs) / 1_000);
  const began = clock();
  let [expected, refused, answered] = [0, 0, 0];
  for (let n = 0; n < total; ) {
    for (; n < total && began + (n * 1_000) / rate <= clock(); n += 1) {
      const act = /** @type {typeof acts[number]} */ (acts[n % acts.length]);
      const { key, event, payload, hearers, seat } = act(n);
      due.set(key, began + (n * 1_000) / rate);
      expected += hearers;
      void seat.ask(event, payload).then((text) => {
        answered += 1;
        if (!text.includes('"ok":true')) refused += 1;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const deadline = clock() + SETTLE_MS;
  while ((heard < expected || answered < total) && clock() < deadline)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  crowd.onEvent = undefined;
  return { acts: total, expected, heard, refused, after: Float64Array.from(after).sort() };
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
