import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { Ack, Payload, ServerEvent } from '../../src/contract/events.js';
import type { Problem } from '../../src/contract/problem.js';
import { expectDocumented, expectDocumentedAck, expectDocumentedEvent } from './documented.js';

/** What came back over HTTP. */
export interface Answer<T = Record<string, never>> {
  status: number;
  body: T & Partial<Problem>;
  headers: Headers;
}

export const request = async <T = Record<string, unknown>>(
  url: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<T>> => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...(options.token && { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Answer<T>['body'];
  const answer = { status: response.status, body, headers: response.headers };
  expectDocumented(method, path, answer);
  return answer;
};

/** A socket of a person that keeps everything it receives, in order. */
export class Line {
  readonly received: { event: string; payload: unknown }[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(readonly socket: Socket) {
    socket.onAny((event: string, payload: unknown) => {
      this.received.push({ event, payload });
      for (const wake of this.waiting.splice(0)) wake();
      expectDocumentedEvent(event, payload);
    });
  }

  /** Sends an event and waits for its acknowledgement. */
  async ask<T extends object = Record<string, unknown>>(event: string, payload?: unknown): Promise<Ack<T>> {
    const answer = (await this.socket.timeout(20_000).emitWithAck(event, payload)) as Ack<T>;
    expectDocumentedAck(event, answer);
    return answer;
  }

  all<E extends ServerEvent>(event: E): Payload<E>[] {
    return this.received
      .filter((packet) => packet.event === event)
      .map(({ payload }) => payload as Payload<E>);
  }

  /** The first payload of this event that matches, received already or to come. */
  async next<E extends ServerEvent>(
    event: E,
    matches: (payload: Payload<E>) => boolean = () => true,
    timeoutMs = 30_000,
  ): Promise<Payload<E>> {
    const find = () => this.all(event).find(matches);
    await this.until(() => find() !== undefined, timeoutMs, event);
    return find() as Payload<E>;
  }

  async until(holds: () => boolean, timeoutMs = 30_000, what = 'the condition'): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!holds()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`${what} did not come within ${timeoutMs} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** A connection that ends with the test. */
export const online = async (person: Person): Promise<Line> => {
  const line = await person.connect();
  onTestFinished(() => line.close());
  return line;
};

/** Somebody with an account. */
export class Person {
  constructor(
    readonly url: string,
    readonly id: string,
    readonly username: string,
    readonly email: string,
    readonly password: string,
    public token: string,
    public refreshToken: string,
  ) {}

  /** The same person at another node. */
  at(url: string): Person {
    return new Person(url, this.id, this.username, this.email, this.password, this.token, this.refreshToken);
  }

  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    return request<T>(this.url, method, `/api${path}`, { token: this.token, body });
  }

  /** A connection that is ready: `ready` was received. */
  async connect(): Promise<Line> {
    const line = new Line(
      io(this.url, {
        auth: { token: this.token },
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
      }),
    );
    line.socket.on('connect_error', (error) =>
      line.received.push({ event: 'connect_error', payload: error }),
    );
    await line.next('ready');
    return line;
  }
}

export const password = 'correct horse battery';

export const register = async (url: string, name = 'person'): Promise<Person> => {
  const username = `${name}-${randomBytes(4).toString('hex')}`;
  const email = `${username}@example.org`;
  const { status, body } = await request<{ token: string; refresh_token: string; user: { id: string } }>(
    url,
    'POST',
    '/api/auth/register',
    { body: { username, email, password } },
  );
  if (status !== 201) throw new Error(`registration answered ${status} ${JSON.stringify(body)}`);
  return new Person(url, body.user.id, username, email, password, body.token, body.refresh_token);
};

/** Several people at once, in the order of their names. */
export const registerAll = <const Names extends readonly string[]>(
  url: string,
  ...names: Names
): Promise<{ -readonly [N in keyof Names]: Person }> =>
  Promise.all(names.map((name) => register(url, name))) as Promise<{ -readonly [N in keyof Names]: Person }>;
