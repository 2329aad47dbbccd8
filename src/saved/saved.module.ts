import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { SavedController } from './saved.controller.js';
import { SavedFanout } from './saved.fanout.js';
import { SavedGateway } from './saved.gateway.js';
import { SavedService } from './saved.service.js';
import { SavedListRepository } from './saved-list.repository.js';
import { SavedListSchema } from './saved-list.schema.js';

@Module({
  imports: [
    UsersModule,
    MessagesModule,
    MongooseModule.forFeature([{ name: 'SavedList', schema: SavedListSchema }]),
  ],
  controllers: [SavedController],
  providers: [SavedListRepository, SavedService, SavedGateway, SavedFanout],
})
export class SavedModule {}
