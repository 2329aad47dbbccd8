import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { contractVersion, contractVersionHeader } from '../../contract/version.js';
import type { ParleyRequest } from './http-params.decorators.js';

const KNOWN_ID = /^[\w-]{8,64}$/;

/** Gives each request its id and its visitor, before anything can fail. */
export const visitor = (request: Request, response: Response, next: NextFunction): void => {
  const given = request.get('x-request-id') ?? '';
  const request_id = KNOWN_ID.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', request_id);
  response.setHeader(contractVersionHeader, contractVersion);
  (request as ParleyRequest).visitor = {
    ip: request.ip ?? '',
    user_agent: (request.get('user-agent') ?? '').slice(0, 256),
    request_id,
  };
  next();
};
