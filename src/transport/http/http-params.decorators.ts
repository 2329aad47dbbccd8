import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '../../common/errors/app-error.js';
import type { Operation } from '../../contract/operation.js';
import type { Caller, Visitor } from '../../identity/caller.js';
import { OPERATION } from '../operation.metadata.js';
import { validate } from '../validate.js';

/** What the guard found out about a request. */
export interface ParleyRequest extends Request {
  visitor: Visitor;
  caller?: Caller;
}

/** First argument of a handler: the caller, or the visitor of a public operation. */
export const HttpWho = createParamDecorator((_data: unknown, context: ExecutionContext): Caller | Visitor => {
  const request = context.switchToHttp().getRequest<ParleyRequest>();
  return request.caller ?? request.visitor;
});

/** Second argument: query, body and path as one input. The path wins: it is what was authorised by its address. */
export const HttpInput = createParamDecorator((_data: unknown, context: ExecutionContext): unknown => {
  const request = context.switchToHttp().getRequest<ParleyRequest>();
  const { query, body, params } = request;
  const operation = Reflect.getMetadata(OPERATION, context.getHandler()) as Operation;
  try {
    return validate(operation, merge(query, body, params));
  } catch (error) {
    throw !operation.body && isOtherThanJson(request)
      ? new AppError('unsupported_media_type', { detail: asJson })
      : error;
  }
});

const asJson = 'Send the body as application/json.';

/** It was not read: to say that its fields are missing would send people looking in the wrong place. */
const isOtherThanJson = (request: Request): boolean =>
  request.headers['content-length'] !== '0' && request.is('json') === false;

/** A body that is not an object (`[]`, `"text"`) is passed on alone, to be refused. */
const merge = (query: unknown, body: unknown, params: object): unknown =>
  body === undefined || (typeof body === 'object' && body !== null && !Array.isArray(body))
    ? { ...(query as object), ...body, ...params }
    : body;
