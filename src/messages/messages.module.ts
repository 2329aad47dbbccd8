import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DmModule } from '../dm/dm.module.js';
import { EmojisModule } from '../emojis/emojis.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { UsersModule } from '../users/users.module.js';
import { AgedRepository } from './aged.repository.js';
import { AttachmentKeeper } from './attachment-keeper.js';
import { ChangeRepository } from './change.repository.js';
import { ChangeSchema, EditSchema } from './change.schema.js';
import { ChangesController } from './changes.controller.js';
import { ChangesGateway } from './changes.gateway.js';
import { ChangesService } from './changes.service.js';
import { CommitService } from './commit.service.js';
import { HeadRepository } from './head.repository.js';
import { HeadSchema, SweepSchema } from './head.schema.js';
import { HeadService } from './head.service.js';
import { HistoryService } from './history.service.js';
import { InsertPool } from './insert-pool.js';
import { LeaderService } from './leader.service.js';
import { MentionService } from './mention.service.js';
import { MessageMapper } from './message.mapper.js';
import { MessageRepository } from './message.repository.js';
import { MessageSchema } from './message.schema.js';
import { MessageTraces } from './message-traces.js';
import { MessagesController } from './messages.controller.js';
import { MessagesFanout } from './messages.fanout.js';
import { MessagesGateway } from './messages.gateway.js';
import { MessagesService } from './messages.service.js';
import { RedactionRepository } from './redaction.repository.js';
import { RedactionSchema } from './redaction.schema.js';
import { ReplyRepository } from './reply.repository.js';
import { RoomRemoval } from './room-removal.js';
import { TailRepository } from './tail.repository.js';
import { TypingGateway } from './typing.gateway.js';
import { TypingService } from './typing.service.js';
import { UnreadRepository } from './unread.repository.js';

@Module({
  imports: [
    UploadsModule,
    UsersModule,
    RoomsModule,
    DmModule,
    EmojisModule,
    MongooseModule.forFeature([
      { name: 'Message', schema: MessageSchema },
      { name: 'MessageChange', schema: ChangeSchema },
      { name: 'MessageEdit', schema: EditSchema },
      { name: 'Redaction', schema: RedactionSchema },
      { name: 'ConversationHead', schema: HeadSchema },
      { name: 'Sweep', schema: SweepSchema },
    ]),
  ],
  controllers: [MessagesController, ChangesController],
  providers: [
    MessagesService,
    AttachmentKeeper,
    MessagesGateway,
    MessagesFanout,
    MessageRepository,
    MessageMapper,
    MentionService,
    CommitService,
    InsertPool,
    LeaderService,
    HeadRepository,
    ReplyRepository,
    RedactionRepository,
    HistoryService,
    RoomRemoval,
    AgedRepository,
    MessageTraces,
    HeadService,
    UnreadRepository,
    TailRepository,
    ChangesService,
    ChangesGateway,
    ChangeRepository,
    TypingService,
    TypingGateway,
  ],
  exports: [
    AgedRepository,
    MessageTraces,
    CommitService,
    MessageRepository,
    ReplyRepository,
    RedactionRepository,
    ChangeRepository,
    ChangesService,
    MessageMapper,
    MessagesService,
    HeadService,
    UnreadRepository,
    TailRepository,
  ],
})
export class MessagesModule {}
