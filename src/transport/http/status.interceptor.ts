import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { Operation } from '../../contract/operation.js';
import { OPERATION } from '../operation.metadata.js';

/** Answers 200 instead of 201 when what was asked for was there already (`created: false`). */
@Injectable()
export class StatusInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = Reflect.getMetadata(OPERATION, context.getHandler()) as Operation | undefined;
    const existing = operation?.http?.[0]?.existing;
    if (existing === undefined) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((result: { created?: boolean }) => {
        if (result.created === false) response.status(existing);
        return result;
      }),
    );
  }
}
