import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MemberCounts } from './member-counts.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { PinRepository } from './pin.repository.js';
import { PinsFanout } from './pins.fanout.js';
import { RoomRepository } from './room.repository.js';
import { RoomSchema } from './room.schema.js';
import { RoomFacts } from './room-facts.js';
import { RoomView } from './room-view.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsFanout } from './rooms.fanout.js';
import { RoomsGateway } from './rooms.gateway.js';
import { RoomsService } from './rooms.service.js';
import { Roster } from './roster.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Room', schema: RoomSchema }])],
  controllers: [RoomsController, MembersController],
  providers: [
    RoomRepository,
    PinRepository,
    RoomFacts,
    RoomView,
    MemberCounts,
    Roster,
    RoomsService,
    MembersService,
    RoomsGateway,
    RoomsFanout,
    PinsFanout,
  ],
  exports: [RoomRepository, PinRepository, RoomView],
})
export class RoomsModule {}
