import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BanRepository } from './ban.repository.js';
import { BanSchema } from './ban.schema.js';
import { BansController } from './bans.controller.js';
import { BansService } from './bans.service.js';
import { MemberCounts } from './member-counts.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { PinRepository } from './pin.repository.js';
import { PinsFanout } from './pins.fanout.js';
import { RoomRepository } from './room.repository.js';
import { RoomSchema } from './room.schema.js';
import { RoomFacts } from './room-facts.js';
import { RoomInvitationRepository } from './room-invitation.repository.js';
import { RoomInvitationSchema } from './room-invitation.schema.js';
import { RoomInvitationsController } from './room-invitations.controller.js';
import { RoomInvitationsService } from './room-invitations.service.js';
import { RoomView } from './room-view.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsFanout } from './rooms.fanout.js';
import { RoomsGateway } from './rooms.gateway.js';
import { RoomsService } from './rooms.service.js';
import { Roster } from './roster.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Room', schema: RoomSchema },
      { name: 'RoomBan', schema: BanSchema },
      { name: 'RoomInvitation', schema: RoomInvitationSchema },
    ]),
  ],
  controllers: [RoomsController, MembersController, BansController, RoomInvitationsController],
  providers: [
    RoomRepository,
    PinRepository,
    BanRepository,
    RoomInvitationRepository,
    RoomFacts,
    RoomView,
    MemberCounts,
    Roster,
    RoomsService,
    MembersService,
    BansService,
    RoomInvitationsService,
    RoomsGateway,
    RoomsFanout,
    PinsFanout,
  ],
  exports: [MembersService, BansService, RoomRepository, PinRepository, RoomView, Roster],
})
export class RoomsModule {}
