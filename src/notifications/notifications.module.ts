import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BlocksModule } from '../blocks/blocks.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { PreferencesModule } from '../preferences/preferences.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { ThreadsModule } from '../threads/threads.module.js';
import { AudienceService } from './audience.service.js';
import { DeparturesService } from './departures.service.js';
import { NotificationMapper } from './notification.mapper.js';
import { NotificationRepository } from './notification.repository.js';
import { NotificationSchema, NotificationSweepSchema } from './notification.schema.js';
import { NotificationQueue } from './notification-queue.js';
import { NotificationSweepRepository } from './notification-sweep.repository.js';
import { NotificationSweep } from './notification-sweep.service.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsFanout } from './notifications.fanout.js';
import { NotificationsGateway } from './notifications.gateway.js';
import { NotificationsService } from './notifications.service.js';
import { NotifierService } from './notifier.service.js';
import { PushController } from './push.controller.js';
import { PushSubscriptionSchema, VapidKeySchema } from './push.schema.js';
import { PushService } from './push.service.js';
import { PushQueue } from './push-queue.js';
import { PushSender } from './push-sender.service.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';
import { ReadPositions } from './read-positions.js';
import { ReaderFactsService } from './reader-facts.service.js';
import { VapidKeyRepository } from './vapid-key.repository.js';

@Module({
  imports: [
    RoomsModule,
    BlocksModule,
    PreferencesModule,
    MessagesModule,
    ThreadsModule,
    MongooseModule.forFeature([
      { name: 'Notification', schema: NotificationSchema },
      { name: 'NotificationSweep', schema: NotificationSweepSchema },
      { name: 'PushSubscription', schema: PushSubscriptionSchema },
      { name: 'VapidKey', schema: VapidKeySchema },
    ]),
  ],
  controllers: [NotificationsController, PushController],
  providers: [
    NotificationRepository,
    NotificationSweepRepository,
    NotificationMapper,
    AudienceService,
    ReaderFactsService,
    ReadPositions,
    NotifierService,
    NotificationQueue,
    NotificationSweep,
    DeparturesService,
    NotificationsService,
    NotificationsGateway,
    NotificationsFanout,
    PushSubscriptionRepository,
    VapidKeyRepository,
    PushSender,
    PushQueue,
    PushService,
  ],
  exports: [ReadPositions],
})
export class NotificationsModule {}
