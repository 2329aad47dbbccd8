import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MessagesModule } from '../messages/messages.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { CourierService } from './courier.service.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DeliverySchema } from './delivery.schema.js';
import { HookEvents } from './hook-events.js';
import { IncomingController } from './incoming.controller.js';
import { IncomingService } from './incoming.service.js';
import { IncomingWebhookRepository } from './incoming-webhook.repository.js';
import { IncomingWebhookSchema } from './incoming-webhook.schema.js';
import { OutgoingController } from './outgoing.controller.js';
import { OutgoingService } from './outgoing.service.js';
import { OutgoingWebhookRepository } from './outgoing-webhook.repository.js';
import { OutgoingWebhookSchema } from './outgoing-webhook.schema.js';
import { SenderService } from './sender.service.js';

@Module({
  imports: [
    MessagesModule,
    RoomsModule,
    MongooseModule.forFeature([
      { name: 'IncomingWebhook', schema: IncomingWebhookSchema },
      { name: 'OutgoingWebhook', schema: OutgoingWebhookSchema },
      { name: 'WebhookDelivery', schema: DeliverySchema },
    ]),
  ],
  controllers: [IncomingController, OutgoingController],
  providers: [
    IncomingService,
    IncomingWebhookRepository,
    OutgoingService,
    OutgoingWebhookRepository,
    CourierService,
    SenderService,
    HookEvents,
    DeliveryRepository,
  ],
})
export class WebhooksModule {}
