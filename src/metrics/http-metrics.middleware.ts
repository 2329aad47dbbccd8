import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../common/errors/app-error.js';
import type { Metrics } from '../common/metrics/metrics.js';
import { type Attributes, currentTracing } from '../common/tracing/tracing.js';
import { operations } from '../contract/operations.js';

/** Operations by the route that serves them, `POST /api/rooms/:room_id/messages` for example. */
const operationOfRoute: ReadonlyMap<string, string> = new Map(
  operations.flatMap(({ id, http = [] }) =>
    http.map(({ method, path }) => [`${method} /api${path}`, id] as const),
  ),
);

const log = new Logger('Http');

/** As the middleware before this one and the guard after it leave it. */
type Named = Request & { visitor?: { request_id: string }; caller?: { id: string } };

const operational = /^\/(health|metrics|docs|asyncapi)/;

/** Measures, and traces, every request, those too that a guard refused or that no route knows. */
export const httpMetrics =
  (metrics: Metrics, logsEach: boolean) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const stop = metrics.startRequest();
    const span = currentTracing()?.begin(request.method, {
      kind: 'server',
      carried: request.get('traceparent') ?? '',
    });
    response.once('finish', () => {
      const operation = operationOf(request);
      stop(operation, response.statusCode);
      if (logsEach) log.debug({ ...namesOf(request), operation, status: response.statusCode });
      span?.named(`${request.method} ${operation}`, attributesOf(request, response));
      span?.end(failureOf(response));
    });
    // Who went away before the answer.
    response.once('close', () => span?.end());
    if (span) span.within(next);
    else next();
  };

/** The route is known only when the answer has been made. */
const operationOf = (request: Request): string => {
  const { path } = (request.route ?? {}) as { path?: unknown };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const operation = typeof path === 'string' ? operationOfRoute.get(`${method} ${path}`) : undefined;
  return operation ?? (operational.test(request.originalUrl) ? 'operational' : 'unknown');
};

const attributesOf = (request: Request, response: Response): Attributes => {
  const { path } = (request.route ?? {}) as { path?: unknown };
  return {
    'http.request.method': request.method,
    'http.response.status_code': response.statusCode,
    ...(typeof path === 'string' && { 'http.route': path }),
    'parley.request_id': namesOf(request).request_id,
  };
};

const failureOf = ({ statusCode }: Response): AppError | undefined => {
  if (statusCode < 500) return undefined;
  return new AppError(statusCode === 503 ? 'service_unavailable' : 'internal_error');
};

const namesOf = (request: Request): { request_id: string; user_id?: string | undefined } => {
  const { visitor, caller } = request as Named;
  return { request_id: visitor?.request_id ?? '', user_id: caller?.id };
};
