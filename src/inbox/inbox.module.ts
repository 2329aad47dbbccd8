import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DmModule } from '../dm/dm.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PreferencesModule } from '../preferences/preferences.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { ThreadsModule } from '../threads/threads.module.js';
import { UsersModule } from '../users/users.module.js';
import { ConversationCountersLoader } from './conversation-counters.js';
import { CountersService } from './counters.service.js';
import { InboxController } from './inbox.controller.js';
import { InboxGateway } from './inbox.gateway.js';
import { InboxService } from './inbox.service.js';
import { PositionRepository } from './position.repository.js';
import { ReceiptAudience } from './receipt-audience.js';
import { ReceiptsService } from './receipts.service.js';
import { SyncService } from './sync.service.js';
import { UnreadCountSchema } from './unread-count.schema.js';

@Module({
  imports: [
    UsersModule,
    RoomsModule,
    DmModule,
    MessagesModule,
    ThreadsModule,
    PreferencesModule,
    NotificationsModule,
    MongooseModule.forFeature([{ name: 'UnreadCount', schema: UnreadCountSchema }]),
  ],
  controllers: [InboxController],
  providers: [
    InboxService,
    InboxGateway,
    SyncService,
    ReceiptsService,
    CountersService,
    PositionRepository,
    ConversationCountersLoader,
    ReceiptAudience,
  ],
})
export class InboxModule {}
