import type { OutboxStorage, StoredSend } from './outbox-storage.js';

/** As much of IndexedDB as is used here, so that the SDK can be compiled where there is no DOM. */
interface Request<T> {
  result: T;
  error: unknown;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}
interface ObjectStore {
  getAll(): Request<StoredSend[]>;
  put(send: StoredSend): Request<unknown>;
  delete(key: string): Request<unknown>;
}
interface Database {
  createObjectStore(name: string, options: { keyPath: string }): unknown;
  transaction(name: string, mode: 'readonly' | 'readwrite'): { objectStore(name: string): ObjectStore };
}
interface Factory {
  open(name: string, version: number): Request<Database> & { onupgradeneeded: (() => void) | null };
}

const STORE = 'outbox';

/** Keeps the outbox in the browser. One name for each account: what one person wrote must not be sent as another. */
export const indexedDbStorage = (name: string): OutboxStorage => {
  let opened: Promise<Database> | undefined;
  const store = async (mode: 'readonly' | 'readwrite'): Promise<ObjectStore> => {
    opened ??= open(name);
    return (await opened).transaction(STORE, mode).objectStore(STORE);
  };
  return {
    load: async () => done((await store('readonly')).getAll()),
    put: async (send) => void (await done((await store('readwrite')).put(send))),
    remove: async (clientId) => void (await done((await store('readwrite')).delete(clientId))),
  };
};

const open = (name: string): Promise<Database> => {
  const { indexedDB } = globalThis as unknown as { indexedDB: Factory };
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'client_id' });
  return done(request);
};

const done = <T>(request: Request<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
