import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { toAppError, toProblem } from '../../common/errors/problem.js';
import type { ParleyRequest } from './http-params.decorators.js';

const ofBytes = ['etag', 'last-modified', 'content-disposition', 'accept-ranges', 'content-length'];

/** The path as it is declared: the real one may hold the secret of a webhook. */
const patternOf = ({ route }: Request): string | undefined => (route as { path?: string } | undefined)?.path;

/** Every failure over HTTP as a problem. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const request = host.switchToHttp().getRequest<ParleyRequest>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const appError = toAppError(error);
    const problem = toProblem(appError, request.visitor?.request_id ?? '');
    // 501 is what an operator did not set up: no fault. What is refused under load is told of by `Admission`, not each.
    if (problem.status >= 500 && problem.status !== 501 && problem.code !== 'overloaded')
      this.log.error({ err: error, request_id: problem.request_id, path: patternOf(request) });
    if (problem.retry_after_ms !== undefined) {
      response.setHeader('retry-after', Math.ceil(problem.retry_after_ms / 1000));
    }
    // What a handler said of its bytes before it failed is not true of the problem: a cache would keep that for hours.
    for (const name of ofBytes) response.removeHeader(name);
    response.setHeader('cache-control', 'no-store');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
