import { Global, Module } from '@nestjs/common';
import { Broadcaster } from './broadcaster.js';
import { ClusterBus } from './cluster-bus.js';
import { ClusterEvents } from './cluster-events.js';
import { ConnectionService } from './connection.service.js';
import { HealingService } from './healing.service.js';
import { MembershipNews } from './membership-news.js';
import { NodeCalls } from './node-calls.js';
import { RoomSender } from './room-sender.js';
import { SlowSockets } from './slow-sockets.js';
import { SocketServer } from './socket-server.js';
import { StreamService } from './stream.service.js';
import { SubscriptionService } from './subscription.service.js';

@Global()
@Module({
  providers: [
    ClusterBus,
    NodeCalls,
    ClusterEvents,
    SocketServer,
    RoomSender,
    StreamService,
    SubscriptionService,
    MembershipNews,
    Broadcaster,
    ConnectionService,
    HealingService,
    SlowSockets,
  ],
  exports: [
    ClusterBus,
    NodeCalls,
    SocketServer,
    StreamService,
    SubscriptionService,
    Broadcaster,
    ConnectionService,
    HealingService,
  ],
})
export class RealtimeModule {}
