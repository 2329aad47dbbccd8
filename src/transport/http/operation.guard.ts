import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { subscriberOf } from '../../common/network/address.js';
import { RateLimiter } from '../../common/rate-limit/rate-limiter.js';
import type { Operation } from '../../contract/operation.js';
import { IdentityService } from '../../identity/identity.service.js';
import { Admission } from '../admission.js';
import { OPERATION } from '../operation.metadata.js';
import { admitToken } from '../scope.js';
import type { ParleyRequest } from './http-params.decorators.js';

/** Before every operation: who asks, and is it too often. What has no operation (health, docs) passes. */
@Injectable()
export class OperationGuard implements CanActivate {
  constructor(
    private readonly identity: IdentityService,
    private readonly limiter: RateLimiter,
    private readonly admission: Admission,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = Reflect.getMetadata(OPERATION, context.getHandler()) as Operation | undefined;
    if (!operation) return true;
    const request = context.switchToHttp().getRequest<ParleyRequest>();
    if (!operation.public) {
      const { caller } = await this.identity.identify(bearer(request.headers.authorization), request.visitor);
      request.caller = caller;
      await admitToken(caller, operation, this.limiter);
    }
    // Bytes take as long as the line of their sender makes them.
    if (!operation.body && !operation.answer)
      this.admit(request, context.switchToHttp().getResponse<Response>());
    if (operation.limit)
      await this.limiter.take(operation.limit, request.caller?.id ?? subscriberOf(request.visitor.ip));
    return true;
  }

  private admit({ caller, visitor }: ParleyRequest, response: Response): void {
    if (response.closed) return; // Nobody waits for the answer any more, and no `close` will come.
    response.once('close', this.admission.enter(caller?.id ?? subscriberOf(visitor.ip)));
  }
}

const bearer = (header: string | undefined): string | undefined =>
  /^Bearer +(.+)$/i.exec(header ?? '')?.[1]?.trim();
