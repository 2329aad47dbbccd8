import type { NextFunction, Request, Response } from 'express';
import { operations } from '../contract/operations.js';
import type { Metrics } from './metrics.js';

/** Operations by the route that serves them, `POST /api/rooms/:room_id/messages` for example. */
const operationOfRoute: ReadonlyMap<string, string> = new Map(
  operations.flatMap(({ id, http = [] }) =>
    http.map(({ method, path }) => [`${method} /api${path}`, id] as const),
  ),
);

const operational = /^\/(health|metrics|docs|asyncapi)/;

/** Measures every request, those too that a guard refused or that no route knows. */
export const httpMetrics =
  (metrics: Metrics) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const stop = metrics.startRequest();
    response.once('finish', () => stop(operationOf(request), response.statusCode));
    next();
  };

/** The route is known only when the answer has been made. */
const operationOf = (request: Request): string => {
  const { path } = (request.route ?? {}) as { path?: unknown };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const operation = typeof path === 'string' ? operationOfRoute.get(`${method} ${path}`) : undefined;
  return operation ?? (operational.test(request.originalUrl) ? 'operational' : 'unknown');
};
