import type { ErrorCode, Problem } from './generated/contract.js';

/** What goes wrong before a server has said anything. */
export type LocalCode = 'offline' | 'closed' | 'send_expired';
export type LocalProblem = Omit<Problem, 'code'> & { code: LocalCode };

const titles: Record<LocalCode, string> = {
  offline: 'The server could not be reached',
  closed: 'The client is closed',
  send_expired: 'The message could not be sent in time',
};

/** A failure, with the stable `code` of the server or of this library. */
export class ParleyError extends Error {
  constructor(
    readonly problem: Problem | LocalProblem,
    options?: { cause?: unknown },
  ) {
    super(problem.detail || problem.title, options);
    this.name = 'ParleyError';
  }

  static local(code: LocalCode, cause?: unknown): ParleyError {
    const title = titles[code];
    return new ParleyError(
      { type: 'about:blank', title, status: 0, detail: title, code, request_id: '' },
      { cause },
    );
  }

  get code(): ErrorCode | LocalCode {
    return this.problem.code;
  }

  /** The HTTP status, over sockets too; 0 when no server answered. */
  get status(): number {
    return this.problem.status;
  }

  /** How long to wait before asking again, when the server said so. */
  get retryAfterMs(): number | undefined {
    return this.problem.retry_after_ms;
  }

  /** Names the request in the log of the server. */
  get requestId(): string {
    return this.problem.request_id;
  }
}
