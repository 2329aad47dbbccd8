import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { DraftRepository } from './draft.repository.js';
import { DraftSchema } from './draft.schema.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsFanout } from './drafts.fanout.js';
import { DraftsGateway } from './drafts.gateway.js';
import { DraftsService } from './drafts.service.js';

@Module({
  imports: [UsersModule, MessagesModule, MongooseModule.forFeature([{ name: 'Draft', schema: DraftSchema }])],
  controllers: [DraftsController],
  providers: [DraftRepository, DraftsService, DraftsGateway, DraftsFanout],
})
export class DraftsModule {}
