import type { LocalProblem } from './errors.js';
import type { Problem } from './generated/contract.js';
import type { Outgoing } from './outbox.js';

/** A message that is to be sent, as it is kept. */
export interface StoredSend {
  client_id: string;
  outgoing: Outgoing;
  /** Grows from one to the next: the order in which they go. */
  order: number;
  created_at: string;
  /** Why it was given up, when it was. */
  failure: Problem | LocalProblem | null;
}

/** Where the outbox keeps what is not acknowledged yet, so that a reload or a restart does not lose it. */
export interface OutboxStorage {
  load(): Promise<StoredSend[]>;
  /** Adds it, or replaces the one with the same `client_id`. */
  put(send: StoredSend): Promise<void>;
  remove(clientId: string): Promise<void>;
}

/** Lives as long as the page or the process. */
export const memoryStorage = (): OutboxStorage => {
  const sends = new Map<string, StoredSend>();
  return {
    load: async () => [...sends.values()],
    put: async (send) => void sends.set(send.client_id, send),
    remove: async (clientId) => void sends.delete(clientId),
  };
};
