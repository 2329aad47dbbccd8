import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { AppError } from '../../common/errors/app-error.js';
import { toAppError, toProblem } from '../../common/errors/problem.js';
import { isLogged } from '../../common/logging/levels.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { RateLimiter, rateLimited } from '../../common/rate-limit/rate-limiter.js';
import { traced } from '../../common/tracing/tracing.js';
import { Config } from '../../config/config.js';
import { limits } from '../../contract/limits.js';
import type { Operation } from '../../contract/operation.js';
import type { Caller } from '../../identity/caller.js';
import { unsentBytes } from '../../realtime/backpressure.js';
import { ConnectionService } from '../../realtime/connection.service.js';
import type { ParleySocket } from '../../realtime/socket-server.js';
import { Admission } from '../admission.js';
import { EVENT, GATEWAY } from '../operation.metadata.js';
import { admitToken } from '../scope.js';
import { validate } from '../validate.js';
import { FloodGate } from './flood-gate.js';

interface Route {
  operation: Operation;
  call: (who: Caller, input: unknown) => Promise<object | undefined>;
}

/** An answer is not begun while so much of what went before was not read. */
const READ_FIRST_MS = 1_000;

type Acknowledge = (answer: object) => void;

/**
 * Answers every event of every socket through one listener a socket: identity was checked in the handshake, then rate
 * limit, validation, the gateway's method, and always an acknowledgement. Nest's own gateways bind each event of each
 * socket anew and leave silence behind in several cases (docs/decisions/0004).
 */
@Injectable()
export class SocketDispatcher implements OnModuleInit {
  private readonly log = new Logger('Socket');
  private readonly flood = new FloodGate();
  private readonly routes = new Map<string, Route>();
  private readonly logsEach: boolean;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly limiter: RateLimiter,
    private readonly connections: ConnectionService,
    private readonly metrics: Metrics,
    private readonly admission: Admission,
    config: Config,
  ) {
    this.logsEach = isLogged('debug', config.env.LOG_LEVEL);
  }

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (!metatype || !instance || !Reflect.getMetadata(GATEWAY, metatype)) continue;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance)))
        this.add(instance, name);
    }
    this.connections.onSocket((socket) => {
      // Socket.IO lets a number through as the name of an event.
      socket.onAny((event: unknown, ...args: unknown[]) => void this.dispatch(socket, String(event), args));
    });
  }

  private add(gateway: Record<string, unknown>, name: string): void {
    const method = gateway[name] as (who: Caller, input: unknown) => Promise<object | undefined>;
    const operation = Reflect.getMetadata(EVENT, method) as Operation | undefined;
    if (!operation?.event) return;
    if (this.routes.has(operation.event)) throw new Error(`${operation.event} is answered twice`);
    this.routes.set(operation.event, { operation, call: method.bind(gateway) });
  }

  private async dispatch(socket: ParleySocket, event: string, args: unknown[]): Promise<void> {
    const acknowledge = typeof args.at(-1) === 'function' ? (args.pop() as Acknowledge) : undefined;
    const request_id = randomUUID();
    const known = this.routes.has(event) ? event : 'unknown';
    const answered = this.metrics.startEvent(known);
    const caller = { ...socket.data.caller, request_id, socket_id: socket.id };
    try {
      const result = await traced(
        known,
        { kind: 'server', attributes: { 'parley.request_id': request_id, 'parley.user_id': caller.id } },
        () => this.admit(socket, () => this.answer(caller, event, args)),
      );
      acknowledge?.({ ...result, ok: true });
      answered('ok');
      if (this.logsEach) this.log.debug({ request_id, user_id: caller.id, event: known, outcome: 'ok' });
    } catch (error) {
      this.flood.note(socket, error);
      const problem = toProblem(toAppError(error), request_id);
      const name = event.slice(0, 64);
      answered(problem.code);
      if (problem.status >= 500 && problem.code !== 'overloaded')
        this.log.error({ err: error, request_id, event: known });
      else if (this.logsEach)
        this.log.debug({ request_id, user_id: caller.id, event: known, outcome: problem.code });
      if (acknowledge) acknowledge({ ok: false, error: problem });
      else socket.emit('error', { event: name, error: problem });
    }
  }

  private async admit<T>(socket: ParleySocket, work: () => Promise<T>): Promise<T> {
    if (unsentBytes(socket) > limits.unsentSize) throw rateLimited(READ_FIRST_MS);
    const leave = this.admission.enter(socket.data.caller.id);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  private async answer(caller: Caller, event: string, args: unknown[]): Promise<object | undefined> {
    const route = this.routes.get(event);
    if (!route) throw new AppError('not_found', { detail: 'There is no such event.' });
    if (args.length > 1) throw new AppError('validation_failed', { detail: 'An event has one payload.' });
    const { operation, call } = route;
    await admitToken(caller, operation, this.limiter);
    if (operation.limit) await this.limiter.take(operation.limit, caller.id);
    return call(caller, validate(operation, args[0]));
  }
}
