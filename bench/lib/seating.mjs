/**
 * Who sits where: rooms, and people with one connection each, who may be in several rooms.
 *
 * @typedef {{ id: string, members: number }} Room
 * @typedef {{ user: string, auth: Record<string, unknown>, rooms: string[], url?: string }} Chair `url`: of its node, where there are several
 * @typedef {object} Seating
 * @property {Room[]} rooms
 * @property {number[]} pattern rooms in the order in which they are sent to, over and over
 * @property {Chair[]} connections
 * @property {Chair} [probe] one more, by socket.io-client
 */

/** @typedef {{ members: number, share?: number }} Plan members of a room; `share`: of so many sends in a round of all rooms, 1 unless said */

/** More people than this are not made for many small rooms: the same ones are in several. */
const MOST_PEOPLE = 400;

/** @param {Plan[]} plan */
export const peopleFor = (plan) => {
  const most = Math.max(...plan.map(({ members }) => members));
  const all = plan.reduce((sum, { members }) => sum + members, 0);
  return Math.max(most, Math.min(all, MOST_PEOPLE));
};

/** Rooms take their members in turn, so that everybody is in about as many. @param {Plan[]} plan @param {number} [people] @returns {number[][]} people, by room */
export function membersOf(plan, people = peopleFor(plan)) {
  let next = 0;
  return plan.map(({ members }) =>
    Array.from({ length: members }, () => {
      const person = next % people;
      next += 1;
      return person;
    }),
  );
}

/** Rooms with a larger share come oftener, and not in one go. @param {Plan[]} plan @returns {number[]} */
function patternOf(plan) {
  const turns = plan.flatMap(({ share = 1 }, room) =>
    Array.from({ length: share }, (_, n) => ({ room, at: (n + (room + 0.5) / plan.length) / share })),
  );
  return turns.sort((a, b) => a.at - b.at).map(({ room }) => room);
}

/**
 * @param {Plan[]} plan
 * @param {string[]} ids of the rooms
 * @param {(person: number, rooms: string[]) => { user: string, auth: Record<string, unknown> }} identityOf
 * @param {number} [people]
 * @returns {Seating}
 */
export function seat(plan, ids, identityOf, people) {
  /** @type {Map<number, string[]>} */
  const roomsOf = new Map();
  membersOf(plan, people).forEach((inside, room) => {
    for (const person of inside)
      roomsOf.set(person, [...(roomsOf.get(person) ?? []), /** @type {string} */ (ids[room])]);
  });
  const connections = [...roomsOf].map(([person, rooms]) => ({ ...identityOf(person, rooms), rooms }));
  return {
    rooms: plan.map(({ members }, room) => ({ id: /** @type {string} */ (ids[room]), members })),
    pattern: patternOf(plan),
    connections,
    probe: connections.find(({ rooms }) => rooms.includes(/** @type {string} */ (ids[0]))),
  };
}

/**
 * The part of one of several generators: every so many connections, and the sends to the rooms whose first member is there.
 *
 * @param {Seating} seating
 * @param {number} part
 * @param {number} parts
 * @returns {Seating}
 */
export function partOf({ rooms, pattern, connections, probe }, part, parts) {
  const home = rooms.map(({ id }) => connections.findIndex((chair) => chair.rooms.includes(id)) % parts);
  return {
    rooms,
    pattern: pattern.filter((room) => home[room] === part),
    connections: connections.filter((_, index) => index % parts === part),
    ...(part === 0 && probe && { probe }),
  };
}

/** Of a seating of clients that take messages in batches. @param {Seating} seating @returns {Seating} */
export const batched = (seating) => ({
  ...seating,
  connections: seating.connections.map(takingBatches),
  ...(seating.probe && { probe: takingBatches(seating.probe) }),
});

/** @param {Chair} chair @returns {Chair} */
const takingBatches = (chair) => ({ ...chair, auth: { ...chair.auth, batches: true } });

/** Spread over nodes. @param {Seating} seating @param {string[]} urls @returns {Seating} */
export const over = (seating, urls) => ({
  ...seating,
  connections: seating.connections.map((chair, n) => ({
    ...chair,
    url: /** @type {string} */ (urls[n % urls.length]),
  })),
});
