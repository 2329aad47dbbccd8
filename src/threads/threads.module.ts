import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { FollowRepository } from './follow.repository.js';
import { FollowedThreadsService } from './followed-threads.service.js';
import { FollowsService } from './follows.service.js';
import { ThreadRepository } from './thread.repository.js';
import { FollowSchema, ThreadSchema } from './thread.schema.js';
import { ThreadsController } from './threads.controller.js';
import { ThreadsFanout } from './threads.fanout.js';
import { ThreadsGateway } from './threads.gateway.js';
import { ThreadsService } from './threads.service.js';

@Module({
  imports: [
    UsersModule,
    MessagesModule,
    MongooseModule.forFeature([
      { name: 'Thread', schema: ThreadSchema },
      { name: 'ThreadFollow', schema: FollowSchema },
    ]),
  ],
  controllers: [ThreadsController],
  providers: [
    ThreadsService,
    FollowedThreadsService,
    FollowsService,
    FollowRepository,
    ThreadRepository,
    ThreadsFanout,
    ThreadsGateway,
  ],
  exports: [FollowRepository],
})
export class ThreadsModule {}
