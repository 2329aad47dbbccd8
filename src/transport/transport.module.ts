import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { Admission } from './admission.js';
import { OperationGuard } from './http/operation.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { StatusInterceptor } from './http/status.interceptor.js';
import { SocketDispatcher } from './socket/socket.dispatcher.js';

/** What stands before every operation, composed once. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: APP_GUARD, useClass: OperationGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: StatusInterceptor },
    Admission,
    SocketDispatcher,
  ],
})
export class TransportModule {}
