import { AppError } from '../../common/errors/app-error.js';
import { holdBack } from '../../realtime/backpressure.js';
import type { ParleySocket } from '../../realtime/socket-server.js';

const WINDOW_MS = 1_000;
/** A client that does what it was told asks again once, not so often. */
const PATIENCE = 20;
const PAUSE_MS = 1_000;

interface Refusals {
  since: number;
  count: number;
}

/**
 * To refuse is cheap and not free: who goes on as fast as the line allows would take the processor from everybody else. So
 * their connection is not read for a while, and their own network holds them back.
 */
export class FloodGate {
  private readonly refusals = new WeakMap<ParleySocket, Refusals>();

  /** What an event of this socket failed with. */
  note(socket: ParleySocket, error: unknown): void {
    if (!(error instanceof AppError) || error.code !== 'rate_limited') return;
    const now = performance.now();
    const known = this.refusals.get(socket);
    const current = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
    current.count += 1;
    this.refusals.set(socket, current);
    if (current.count === PATIENCE) holdBack(socket, PAUSE_MS);
  }
}
