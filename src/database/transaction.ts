import type { ClientSession, Connection } from 'mongoose';
import { Slots } from '../common/slots.js';

/**
 * So many at once on a node, well below its pool of connections. A transaction needs a connection for each of its
 * commands: were all taken by others that wait to begin, those that have begun could never end.
 */
const AT_ONCE = 8;

const slots = new WeakMap<Connection, Slots>();

const slotsOf = (connection: Connection): Slots => {
  const known = slots.get(connection) ?? new Slots(AT_ONCE);
  slots.set(connection, known);
  return known;
};

/** One of the few transactions that run at once; `work` begins and ends it by itself, and none inside of it. */
export const inTurn = <T>(connection: Connection, work: () => Promise<T>): Promise<T> =>
  slotsOf(connection).with(work);

/** All writes that `work` does with the session, or none of them. It may run again after a conflict. */
export const inTransaction = <T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> => inTurn(connection, () => connection.transaction(work) as Promise<T>);
