import { Module } from '@nestjs/common';
import { AnnouncerService } from './announcer.service.js';
import { FollowersService } from './followers.service.js';
import { LeaseService } from './lease.service.js';
import { PresenceController } from './presence.controller.js';
import { PresenceGateway } from './presence.gateway.js';
import { PresenceService } from './presence.service.js';
import { PresenceStore } from './presence.store.js';

@Module({
  controllers: [PresenceController],
  providers: [
    PresenceStore,
    FollowersService,
    AnnouncerService,
    LeaseService,
    PresenceService,
    PresenceGateway,
  ],
})
export class PresenceModule {}
