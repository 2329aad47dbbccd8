import { io, type Socket } from 'socket.io-client';
import { backoff } from './backoff.js';
import type { Ack } from './contract.js';
import { ParleyError } from './errors.js';
import type { Problem } from './generated/contract.js';
import type { TokenSource } from './rest.js';

interface Options {
  /** Nodes to try, one after the other. */
  urls: readonly string[];
  /** The access token to use now; asked again for each connection. */
  token: TokenSource;
  onEvent: (event: string, payload: unknown) => void;
  onReady: (payload: unknown) => void;
  onLine?: ((isReady: boolean) => void) | undefined;
  ackTimeoutMs?: number;
  backoffMs?: (attempt: number) => number;
}

/** A connection that comes back, to another node if there is one, until it is closed. */
export class Connection {
  private socket: Socket | undefined;
  private attempt = 0;
  private closed = false;
  private ready = false;
  private refused: [problem?: Problem, token?: string] = [];
  private heardAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly options: Options) {}

  get isReady(): boolean {
    return this.ready;
  }

  open(): void {
    void this.connect();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.socket?.disconnect();
    this.wake();
  }

  /** Cuts the line as a bad network does; it comes back by itself. */
  drop(): void {
    this.socket?.io.engine?.close();
  }

  retryNow(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    void this.connect();
  }

  /** Waits for a ready connection, sends, and resolves with the acknowledgement. Rejects when the line is lost. */
  async ask<T extends object>(event: string, payload: unknown): Promise<Ack<T>> {
    await this.whenReady();
    const { socket } = this;
    if (this.closed || !socket) throw ParleyError.local('closed');
    return new Promise((resolve, reject) => {
      const sentAt = Date.now();
      const lost = () => reject(ParleyError.local('offline'));
      socket.once('disconnect', lost);
      socket
        .timeout(this.options.ackTimeoutMs ?? 10_000)
        .emit(event, payload, (error: Error | null, answer: Ack<T>) => {
          socket.off('disconnect', lost);
          if (!error) return resolve(answer);
          // Not a sound since: the line is half open, and nothing else would tell for most of a minute.
          if (this.heardAt < sentAt && this.socket === socket) this.drop();
          reject(ParleyError.local('offline', error));
        });
    });
  }

  private async whenReady(): Promise<void> {
    while (!this.ready && !this.closed) await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  private heard(): void {
    this.heardAt = Date.now();
  }

  private wake(): void {
    for (const resume of this.waiting) resume();
    this.waiting.clear();
  }

  private async connect(): Promise<void> {
    const { urls, token, onEvent, onReady } = this.options;
    const url = urls[this.attempt % urls.length] as string;
    const auth = await token(...this.refused).catch(() => undefined);
    this.refused = [];
    if (this.closed) return;
    if (auth === undefined) return this.later();
    const socket = io(url, {
      auth: { token: auth, batches: true },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 5_000,
    });
    this.socket = socket;
    socket.io.on('open', () => socket.io.engine.on('packet', () => this.heard()));
    socket.onAny((event: string, payload: unknown) => {
      if (event === 'ready') {
        onReady(payload);
        this.ready = true;
        this.attempt = 0;
        this.wake();
        this.options.onLine?.(true);
      } else if (event === 'new_messages') {
        for (const message of (payload as { messages: unknown[] }).messages) onEvent('new_message', message);
      } else onEvent(event, payload);
    });
    socket.on('connect_error', (error: Error & { data?: Problem }) => {
      if (error.data?.status === 401) this.refused = [error.data, auth];
      this.lost(socket);
    });
    socket.on('disconnect', () => this.lost(socket));
  }

  private lost(socket: Socket): void {
    if (this.socket !== socket) return;
    this.socket = undefined;
    this.ready = false;
    socket.disconnect();
    this.options.onLine?.(false);
    this.later();
  }

  private later(): void {
    if (this.closed) return;
    const wait = (this.options.backoffMs ?? backoff)(this.attempt);
    this.attempt += 1;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.connect();
    }, wait);
  }
}
