import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Message } from '../../src/contract/message.js';
import { until } from './until.js';

export interface Received {
  id: string;
  event: string;
  webhook_id: string;
  room_id: string;
  message: Message;
  emoji?: string;
  user_id?: string;
  rev?: number;
  /** Whether the signature is that of the key that the receiver knows. */
  signed: boolean;
  headers: Record<string, unknown>;
}

type Answer = (response: ServerResponse, received: Received) => void;

const fine: Answer = (response) => void response.writeHead(204).end();

/** A program of other people that is told by webhooks, written from the documentation alone. */
export class HookReceiver {
  readonly received: Received[] = [];
  secret = '';
  answer: Answer = fine;

  private constructor(private readonly server: Server) {
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      const received = {
        ...(JSON.parse(body) as Omit<Received, 'signed' | 'headers'>),
        signed: this.verified(String(request.headers['parley-signature']), body),
        headers: request.headers,
      };
      this.received.push(received);
      this.answer(response, received);
    });
  }

  static async open(): Promise<HookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new HookReceiver(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** What was received of this event, in order. */
  contents(event = 'message_created'): string[] {
    return this.received.filter((one) => one.event === event).map(({ message }) => message.content);
  }

  fine(): void {
    this.answer = fine;
  }

  fail(status = 500): void {
    this.answer = (response) => void response.writeHead(status).end();
  }

  forget(): void {
    this.received.length = 0;
    this.fine();
  }

  async until(holds: (received: Received[]) => boolean, what = 'what the receiver waits for'): Promise<void> {
    await until(() => holds(this.received), { what });
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private verified(header: string, body: string): boolean {
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    if (!seconds || !signature || Math.abs(Date.now() / 1000 - Number(seconds)) > 300) return false;
    const expected = createHmac('sha256', this.secret).update(`${seconds}.${body}`).digest();
    return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
  }
}
