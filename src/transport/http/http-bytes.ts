import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';

/** What a handler needs where the body or the answer is no JSON. */
export interface HttpBytes {
  request: Request;
  response: Response;
}

/** Third argument of the handler of an operation with a `body` or an `answer` of its own. */
export const HttpExchange = createParamDecorator((_data: unknown, context: ExecutionContext): HttpBytes => {
  const http = context.switchToHttp();
  return { request: http.getRequest<Request>(), response: http.getResponse<Response>() };
});
