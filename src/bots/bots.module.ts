import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BotOwnerRepository } from './bot-owner.repository.js';
import { BotOwnerSchema } from './bot-owner.schema.js';
import { BotTokensService } from './bot-tokens.service.js';
import { BotsController } from './bots.controller.js';
import { BotsService } from './bots.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'BotOwner', schema: BotOwnerSchema }])],
  controllers: [BotsController],
  providers: [BotsService, BotTokensService, BotOwnerRepository],
})
export class BotsModule {}
