import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BlockRepository } from './block.repository.js';
import { BlockListSchema } from './block.schema.js';
import { BlocksController } from './blocks.controller.js';
import { BlocksFanout } from './blocks.fanout.js';
import { BlocksService } from './blocks.service.js';
import { SeparationService } from './separation.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'BlockList', schema: BlockListSchema }])],
  controllers: [BlocksController],
  providers: [BlockRepository, SeparationService, BlocksService, BlocksFanout],
  exports: [SeparationService],
})
export class BlocksModule {}
