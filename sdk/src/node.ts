import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OutboxStorage, StoredSend } from './outbox-storage.js';

/**
 * Keeps the outbox of one process in a file. Written whole to a file beside it and then renamed: a process that dies while
 * it writes leaves the file before.
 */
export const fileStorage = (path: string): OutboxStorage => {
  let sends: Map<string, StoredSend> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<Map<string, StoredSend>> => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '[]';
      throw error;
    });
    return new Map((JSON.parse(text) as StoredSend[]).map((send) => [send.client_id, send]));
  };
  /** One after the other: two writes at once would lose one. */
  const inTurn = <T>(work: (all: Map<string, StoredSend>) => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      sends ??= await read();
      return work(sends);
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  const write = async (all: Map<string, StoredSend>): Promise<void> => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, JSON.stringify([...all.values()]), { mode: 0o600 });
    await rename(`${path}.new`, path);
  };

  return {
    load: () => inTurn(async (all) => [...all.values()]),
    put: (send) =>
      inTurn((all) => {
        all.set(send.client_id, send);
        return write(all);
      }),
    remove: (clientId) => inTurn(async (all) => (all.delete(clientId) ? write(all) : undefined)),
  };
};
