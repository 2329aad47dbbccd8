import type { Connection } from 'mongoose';
import type { Metrics } from '../common/metrics/metrics.js';

/**
 * Each command takes a connection of the pool and gives it back after its answer. The driver tells of both anyway; its
 * monitoring of commands would make two objects with the command in them for each (docs/metrics.md).
 */
export const watchCommands = (
  connection: Connection,
  { databaseSeconds, databaseWait }: Metrics,
): Connection => {
  const begun = new Map<number | '<monitor>', number>();
  const client = connection.getClient();
  client.on('connectionCheckedOut', ({ connectionId, durationMS }) => {
    databaseWait.inc(durationMS / 1_000);
    begun.set(connectionId, performance.now());
  });
  client.on('connectionCheckedIn', ({ connectionId }) => {
    const since = begun.get(connectionId);
    if (since === undefined) return;
    begun.delete(connectionId);
    databaseSeconds.observe((performance.now() - since) / 1_000);
  });
  return connection;
};
