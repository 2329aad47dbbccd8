import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import type { Membership } from '../access/membership.repository.js';
import { AppError } from '../common/errors/app-error.js';
import { toAppError, toProblem } from '../common/errors/problem.js';
import { subscriberOf } from '../common/network/address.js';
import { RateLimiter } from '../common/rate-limit/rate-limiter.js';
import { Config } from '../config/config.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Visitor } from '../identity/caller.js';
import { IdentityService } from '../identity/identity.service.js';
import { clientAddress } from './client-address.js';
import { MembershipNews } from './membership-news.js';
import { addressRoom, type ParleySocket, SocketServer, sessionRoom, userRoom } from './socket-server.js';
import { SubscriptionService } from './subscription.service.js';

type Welcome = (socket: ParleySocket, memberships: Membership[]) => Promise<void>;
type SocketHook = (socket: ParleySocket) => void;

const EXPIRY_NOTICE_MS = 60_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** From the handshake to the end of a connection. */
@Injectable()
export class ConnectionService implements OnModuleInit {
  private readonly log = new Logger(ConnectionService.name);
  private readonly hooks: SocketHook[] = [];
  private readonly timers = new WeakMap<ParleySocket, NodeJS.Timeout>();
  private welcome: Welcome = () => Promise.resolve();

  constructor(
    private readonly sockets: SocketServer,
    private readonly identity: IdentityService,
    private readonly access: AccessService,
    private readonly subscriptions: SubscriptionService,
    private readonly news: MembershipNews,
    private readonly limiter: RateLimiter,
    private readonly config: Config,
    events: DomainEvents,
  ) {
    events.everywhere('session_ended', ({ session_id }) => this.endSession(session_id));
  }

  onModuleInit(): void {
    // Identity is checked before the connection exists: no event can come in front of it.
    this.sockets.io.use((socket, next) => {
      this.authenticate(socket).then(
        () => next(),
        (error: unknown) => next(refusal(error)),
      );
    });
    this.sockets.io.on('connection', (socket) => void this.connected(socket));
  }

  /** Called for each new socket before any of its events. */
  onSocket(hook: SocketHook): void {
    this.hooks.push(hook);
  }

  /** Said by the inbox: sends `ready`. */
  welcomeWith(welcome: Welcome): void {
    this.welcome = welcome;
  }

  /** A new access token for a connection that goes on. Throws when it is another's. */
  async renew(socketId: string, token: string): Promise<number> {
    const socket = this.sockets.io.of('/').sockets.get(socketId);
    if (!socket) throw new AppError('session_ended');
    const { caller, expires_at } = await this.identity.identify(token, socket.data.caller);
    if (caller.id !== socket.data.caller.id || caller.session_id !== socket.data.caller.session_id) {
      throw new AppError('token_invalid');
    }
    socket.data.expires_at = expires_at;
    this.watchExpiry(socket);
    return expires_at;
  }

  private async authenticate(socket: ParleySocket): Promise<void> {
    const { auth, headers, address } = socket.handshake;
    const visitor: Visitor = {
      ip: clientAddress(address, headers['x-forwarded-for'], this.config.env.TRUST_PROXY),
      user_agent: (headers['user-agent'] ?? '').slice(0, 256),
      request_id: randomUUID(),
    };
    await this.limiter.take('connect', subscriberOf(visitor.ip));
    const token =
      (auth as { token?: unknown }).token ?? /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
    const identified = await this.identity.identify(token, visitor);
    // A connection receives everything that happens.
    if (identified.caller.scopes?.includes('read') === false) throw new AppError('scope_missing');
    this.requireRoom(userRoom(identified.caller.id), this.config.env.SOCKETS_PER_USER);
    this.requireRoom(addressRoom(visitor.ip), this.config.env.SOCKETS_PER_ADDRESS);
    Object.assign(socket.data, identified, { batches: (auth as { batches?: unknown }).batches === true });
  }

  private requireRoom(room: string, most: number): void {
    const here = this.sockets.io.of('/').adapter.rooms.get(room)?.size ?? 0;
    if (here >= most * Math.max(1, this.config.env.RATE_LIMIT_SCALE))
      throw new AppError('too_many_connections');
  }

  private async connected(socket: ParleySocket): Promise<void> {
    void socket.join(addressRoom(socket.data.caller.ip));
    for (const hook of this.hooks) hook(socket);
    this.watchExpiry(socket);
    socket.on('disconnect', () => clearTimeout(this.timers.get(socket)));
    try {
      await this.subscriptions.attachUser(socket);
      // A session that ended between the handshake and this line found no socket to end.
      await this.identity.requireLive(socket.data.caller.session_id);
      const memberships = await this.currentMemberships(socket.data.caller.id);
      await this.subscriptions.attach(
        socket,
        memberships.map(({ conversation }) => conversation),
      );
      await this.welcome(socket, memberships);
    } catch (error) {
      if (error instanceof AppError && error.code === 'session_ended') return this.end(socket, error);
      // Without `ready` the client would wait for ever; it connects again by itself.
      this.log.error({ err: error, request_id: socket.data.caller.request_id });
      socket.conn.close();
    }
  }

  /** Without what was left while they were read: to subscribe to it now would undo that. */
  private async currentMemberships(userId: string): Promise<Membership[]> {
    const mark = this.news.mark();
    const read = await this.access.membershipsOf(userId);
    return read.filter(({ conversation }) => this.news.since(mark, conversation.id, userId) !== 'left');
  }

  private watchExpiry(socket: ParleySocket): void {
    clearTimeout(this.timers.get(socket));
    if (socket.disconnected) return;
    const left = socket.data.expires_at - Date.now();
    const notice = left - EXPIRY_NOTICE_MS;
    const next = notice > 0 ? notice : left;
    const timer = setTimeout(() => this.expire(socket), Math.min(Math.max(next, 0), MAX_TIMER_MS));
    this.timers.set(socket, timer);
    if (notice <= 0) socket.emit('token_expiring', { expires_in_ms: Math.max(left, 0) });
  }

  private expire(socket: ParleySocket): void {
    if (socket.data.expires_at > Date.now()) this.watchExpiry(socket);
    else this.end(socket, new AppError('token_expired'));
  }

  private endSession(sessionId: string): void {
    const ids = this.sockets.io.of('/').adapter.rooms.get(sessionRoom(sessionId)) ?? [];
    for (const id of [...ids]) {
      const socket = this.sockets.io.of('/').sockets.get(id);
      if (socket) this.end(socket, new AppError('session_ended'));
    }
  }

  private end(socket: ParleySocket, error: AppError): void {
    socket.emit('session_ended', { error: toProblem(error, randomUUID()) });
    socket.disconnect(true);
  }
}

const refusal = (error: unknown): Error => {
  const problem = toProblem(toAppError(error), randomUUID());
  return Object.assign(new Error(problem.title), { data: problem });
};
