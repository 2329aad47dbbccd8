import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { RetentionFanout } from './retention.fanout.js';
import { RetentionService } from './retention.service.js';

@Module({
  imports: [MessagesModule, RoomsModule, UploadsModule],
  providers: [RetentionService, RetentionFanout],
})
export class RetentionModule {}
