import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UploadsModule } from '../uploads/uploads.module.js';
import { EmojiDirectory } from './emoji-directory.js';
import { EmojiSetRepository } from './emoji-set.repository.js';
import { EmojiSetSchema } from './emoji-set.schema.js';
import { EmojisController } from './emojis.controller.js';
import { EmojisFanout } from './emojis.fanout.js';
import { EmojisService } from './emojis.service.js';

@Module({
  imports: [UploadsModule, MongooseModule.forFeature([{ name: 'EmojiSet', schema: EmojiSetSchema }])],
  controllers: [EmojisController],
  providers: [EmojiSetRepository, EmojiDirectory, EmojisService, EmojisFanout],
  exports: [EmojiDirectory],
})
export class EmojisModule {}
