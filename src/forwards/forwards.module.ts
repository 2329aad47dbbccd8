import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { ForwardsController } from './forwards.controller.js';
import { ForwardsGateway } from './forwards.gateway.js';
import { ForwardsService } from './forwards.service.js';
import { RedactionService } from './redaction.service.js';

@Module({
  imports: [MessagesModule, UploadsModule],
  controllers: [ForwardsController],
  providers: [ForwardsService, ForwardsGateway, RedactionService],
})
export class ForwardsModule {}
