import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DirectMessageRepository } from './direct-message.repository.js';
import { DirectMessageSchema } from './direct-message.schema.js';
import { DmController } from './dm.controller.js';
import { DmFanout } from './dm.fanout.js';
import { DmService } from './dm.service.js';
import { DmFacts } from './dm-facts.js';
import { DmMaker } from './dm-maker.js';
import { DmView } from './dm-view.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'DirectMessage', schema: DirectMessageSchema }])],
  controllers: [DmController],
  providers: [DirectMessageRepository, DmFacts, DmView, DmMaker, DmService, DmFanout],
  exports: [DmMaker, DmView, DirectMessageRepository],
})
export class DmModule {}
