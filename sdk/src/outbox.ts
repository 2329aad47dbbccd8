import type { Ack } from '../../src/contract/events.js';
import type { Message } from '../../src/contract/message.js';
import type { Problem } from '../../src/contract/problem.js';
import { backoff } from './backoff.js';

/** A message on its way. The same `client_id` goes with every try, so that it is stored once. */
export interface Outgoing {
  client_id: string;
  room_id?: string;
  dm_id?: string;
  content: string;
  parent_id?: string;
  also_in_room?: boolean;
}

type Send = (outgoing: Outgoing) => Promise<Ack<{ message: Message }>>;

interface Entry {
  outgoing: Outgoing;
  resolve: (message: Message) => void;
  reject: (error: ParleyError) => void;
}

/** A refusal by the server, with its stable `code`. */
export class ParleyError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ParleyError';
  }

  get code(): Problem['code'] {
    return this.problem.code;
  }
}

/** What passes by itself and is tried again with the same `client_id`. */
const passing = new Set<string>(['rate_limited', 'service_unavailable', 'internal_error', 'session_ended']);

/**
 * Sends the messages of one conversation one after the other, each until it is acknowledged. A lost connection, an
 * answer that does not come, a node that dies: the same message goes again.
 */
export class Outbox {
  private readonly queue: Entry[] = [];
  private running = false;
  private closed = false;

  /** `send` waits for a connection and rejects when it was lost or the answer did not come. */
  constructor(private readonly send: Send) {}

  get size(): number {
    return this.queue.length;
  }

  add(outgoing: Outgoing): Promise<Message> {
    const answer = new Promise<Message>((resolve, reject) => this.queue.push({ outgoing, resolve, reject }));
    if (!this.running) void this.run();
    return answer;
  }

  close(): void {
    this.closed = true;
  }

  private async run(): Promise<void> {
    this.running = true;
    for (let attempt = 0; this.queue[0] && !this.closed; ) {
      const { outgoing, resolve, reject } = this.queue[0];
      const answer = await this.send(outgoing).catch(() => undefined);
      if (answer?.ok) resolve(answer.message);
      else if (answer && !passing.has(answer.error.code)) reject(new ParleyError(answer.error));
      else {
        const wait = answer?.error.retry_after_ms ?? backoff(attempt, 50, 2_000);
        attempt += 1;
        await new Promise((done) => setTimeout(done, wait));
        continue;
      }
      attempt = 0;
      this.queue.shift();
    }
    this.running = false;
  }
}
