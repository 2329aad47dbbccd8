import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { operationOf, servedBy, withBoth } from '../support/operations.js';
import { type Case, table } from '../support/parity-table.js';
import {
  ask,
  type Cast,
  castNames,
  castOf,
  closeRoom,
  settle,
  startOf,
  type Transport,
  toldSince,
} from '../support/parity-world.js';
import { shapeOf } from '../support/shape.js';

let server: TestApp;
let cast: Cast;
let names: Map<string, string>;
let served: ReadonlySet<string>;

beforeAll(async () => {
  server = await startApp();
  served = servedBy(server.app);
  cast = await castOf(server.url);
  names = new Map(castNames.map((name) => [cast[name].person.id, name]));
});
afterAll(() => server?.stop());

it('is proven for each operation that is served both ways', () => {
  expect(Object.keys(table).sort()).toEqual(withBoth.map(({ id }) => id).sort());
});

const untouched = new Map<string, ReturnType<typeof startOf>>();
/** What is refused changes nothing: one room of each type is enough for all of it. */
const startFor = ({ type, archived, before, leadsTo }: Case): ReturnType<typeof startOf> => {
  const kind = type ?? 'private';
  const begin = () => startOf(cast, kind, archived ?? false);
  if (archived || before || typeof leadsTo !== 'string') return begin();
  const known = untouched.get(kind) ?? begin();
  untouched.set(kind, known);
  return known;
};

describe.each(Object.entries(table))('%s', (id, cases) => {
  it.concurrent.each(Object.entries(cases))('%s: the same over REST and the socket', async (_name, one) => {
    const actor = cast[one.who ?? 'ben'];
    const observe = async (transport: Transport) => {
      const start = await startFor(one);
      await one.before?.(start, cast);
      await settle(cast.cat.line, actor.line);
      const [fromCat, fromSelf] = [cast.cat.line.received.length, actor.line.received.length];
      const { ok, body } = await ask(actor, transport, operationOf(id), one.input(start, cast));
      await closeRoom(cast, start);
      await settle(actor.line);
      const known = new Map([...names, [start.room_id, 'the room']]);
      const cat = toldSince(cast.cat.line, fromCat, start, known);
      const self = toldSince(actor.line, fromSelf, start, known);
      return { ok, body: body && shapeOf(body, known), cat, self };
    };
    const [rest, socket] = await Promise.all([observe('REST'), observe('socket')]);
    // 204 has no body: the data of the socket is what REST leaves out.
    expect(rest).toEqual({ ...socket, body: rest.body === null ? null : socket.body });
    const told = (events: [string, unknown][]) => events.map(([event]) => event);
    // Operations that the contract has and no domain serves yet are unknown both ways.
    if (!served.has(id)) {
      expect(socket).toMatchObject({ ok: false, body: { code: 'not_found' }, cat: [], self: [] });
    } else if (typeof one.leadsTo === 'string') {
      expect(socket).toMatchObject({ ok: false, body: { code: one.leadsTo }, cat: [], self: [] });
    } else {
      expect(socket.ok).toBe(true);
      expect(told(socket.cat)).toEqual(one.leadsTo.cat);
      expect(told(socket.self)).toEqual(one.leadsTo.self ?? one.leadsTo.cat);
    }
  });
});
