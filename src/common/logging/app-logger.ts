import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { currentTracing } from '../tracing/tracing.js';
import { safeError, withoutValues } from './safe-error.js';

/** Where Nest tells of each route and module: hundreds of lines that say nothing to who runs it. */
const wiring: ReadonlySet<unknown> = new Set(['RouterExplorer', 'RoutesResolver', 'InstanceLoader']);

/** Nest's logger over pino: one JSON line an event on standard output, no secrets, no message text. */
export class AppLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string) {
    const tracing = currentTracing();
    this.pino = pino({
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => safeError(error) },
      ...(tracing && { mixin: () => tracing.ids() }),
    });
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(wiring.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the context last, and a stack before it with errors. */
  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = typeof rest.at(-1) === 'string' ? (rest.pop() as string) : undefined;
    const details =
      message instanceof Error ? { err: message } : typeof message === 'object' ? message : undefined;
    const text = details === undefined ? withoutValues(String(message)) : undefined;
    this.pino[level]({ context, ...details, ...(rest.length > 0 && { details: rest }) }, text);
  }
}
