import type { Connection } from 'mongoose';
import type { OpenSpan, Tracing } from '../common/tracing/tracing.js';

/** A span for each command that belongs to something that is traced, by the driver's monitoring, which is on only then. */
export const traceCommands = (connection: Connection, tracing: Tracing): Connection => {
  const open = new Map<number, OpenSpan>();
  const client = connection.getClient();
  client.on('commandStarted', ({ requestId, commandName, command }) => {
    const collection: unknown = command[commandName];
    const where = typeof collection === 'string' ? ` ${collection}` : '';
    const span = tracing.beginBelow(`${commandName}${where}`, {
      kind: 'client',
      attributes: {
        'db.system.name': 'mongodb',
        'db.operation.name': commandName,
        ...(typeof collection === 'string' && { 'db.collection.name': collection }),
      },
    });
    if (span) open.set(requestId, span);
  });
  const end = (requestId: number, error?: Error): void => {
    open.get(requestId)?.end(error);
    open.delete(requestId);
  };
  client.on('commandSucceeded', ({ requestId }) => end(requestId));
  client.on('commandFailed', ({ requestId, failure }) => end(requestId, failure));
  return connection;
};
