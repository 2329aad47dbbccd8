/** For the tests: a DocumentDB on throw-away data, with a client. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import pg from 'pg';
import { startDocumentDb } from './index.mjs';

export const START_TIMEOUT_MS = 300_000;

export interface TestDocumentDb {
  uri: string;
  port: number;
  pgPort: number;
  client: MongoClient;
  db: Db;
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'parley-documentdb-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Past the gateway; its server may end before it. */
export async function openSql(port: number): Promise<pg.Client> {
  const postgres = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
  postgres.on('error', () => {});
  await postgres.connect();
  return postgres;
}

export async function openDocumentDb(): Promise<TestDocumentDb> {
  const folder = temporaryFolder();
  const server = await startDocumentDb({ dataDir: folder.path, durable: false });
  const client = await new MongoClient(server.uri, { maxPoolSize: 100 }).connect();
  const postgres = await openSql(server.pgPort);
  return {
    uri: server.uri,
    port: server.port,
    pgPort: server.pgPort,
    client,
    db: client.db('parley'),
    sql: async (text, values = []) => (await postgres.query(text, values)).rows,
    close: async () => {
      await client.close();
      await postgres.end().catch(() => {});
      await server.stop();
      folder.remove();
    },
  };
}

/** Waits until something holds, looking again and again; fails with the last reason. */
export async function eventually<T>(look: () => Promise<T> | T, timeoutMs = 15_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
