import { Module } from '@nestjs/common';
import { DmModule } from '../dm/dm.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { CallStore } from './call.store.js';
import { CallRecord } from './call-record.js';
import { CallsController } from './calls.controller.js';
import { CallsGateway } from './calls.gateway.js';
import { CallsService } from './calls.service.js';
import { SignalService } from './signal.service.js';

@Module({
  imports: [DmModule, MessagesModule, UsersModule],
  controllers: [CallsController],
  providers: [CallStore, CallRecord, SignalService, CallsService, CallsGateway],
})
export class CallsModule {}
