import { io, type Socket } from 'socket.io-client';
import type { Ack } from '../../src/contract/events.js';
import type { Message } from '../../src/contract/message.js';
import type { Person } from './people.js';

/** A plain client of Socket.IO: it connects again by itself, and its user sends again what got no answer. */
export class RetryingSender {
  readonly acknowledged: Message[] = [];
  readonly notices: string[] = [];
  readonly socket: Socket;
  retries = 0;

  constructor(person: Person) {
    this.socket = io(person.url, {
      auth: { token: person.token },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 250,
      timeout: 2_000,
    });
    this.socket.on('server_restarting', () => this.notices.push('server_restarting'));
    this.socket.on('disconnect', () => this.notices.push('disconnect'));
  }

  /** Again with the same `client_id` until it is acknowledged. */
  async send(room_id: string, client_id: string): Promise<Message> {
    for (;;) {
      const message = await this.try(room_id, client_id);
      if (message) return message;
      this.retries += 1;
    }
  }

  /** Once. Undefined when no answer came. */
  async try(room_id: string, client_id: string): Promise<Message | undefined> {
    await this.connected();
    const payload = { room_id, content: `content of ${client_id}`, client_id };
    let answer: Ack<{ message: Message }>;
    try {
      answer = await this.socket.timeout(5_000).emitWithAck('send_message', payload);
    } catch {
      return undefined;
    }
    if (answer.ok) {
      this.acknowledged.push(answer.message);
      return answer.message;
    }
    if (answer.error.status < 500) throw new Error(`refused: ${answer.error.code}`);
    return undefined;
  }

  close(): void {
    this.socket.disconnect();
  }

  private async connected(): Promise<void> {
    if (!this.socket.connected) await new Promise<void>((resolve) => this.socket.once('connect', resolve));
  }
}
