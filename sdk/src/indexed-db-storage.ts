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
interface Transaction {
  objectStore(name: string): ObjectStore;
  error: unknown;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
}
interface Database {
  createObjectStore(name: string, options: { keyPath: string }): unknown;
  transaction(name: string, mode: 'readonly' | 'readwrite'): Transaction;
}
interface Factory {
  open(name: string, version: number): Request<Database> & { onupgradeneeded: (() => void) | null };
}

const STORE = 'outbox';

/** Keeps the outbox in the browser. One name for each account: what one person wrote must not be sent as another. */
export const indexedDbStorage = (name: string): OutboxStorage => {
  let opened: Promise<Database> | undefined;
  const begin = async (mode: 'readonly' | 'readwrite'): Promise<Transaction> => {
    opened ??= open(name);
    return (await opened).transaction(STORE, mode);
  };
  const write = async (change: (store: ObjectStore) => unknown): Promise<void> => {
    const transaction = await begin('readwrite');
    change(transaction.objectStore(STORE));
    await committed(transaction);
  };
  return {
    load: async () => done((await begin('readonly')).objectStore(STORE).getAll()),
    put: (send) => write((store) => store.put(send)),
    remove: (clientId) => write((store) => store.delete(clientId)),
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

/** A page that goes away before this takes back what it has asked for. */
const committed = (transaction: Transaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
