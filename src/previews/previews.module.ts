import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MessagesModule } from '../messages/messages.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { PageRepository } from './page.repository.js';
import { PageSchema } from './page.schema.js';
import { PreviewReader } from './preview-reader.js';
import { PreviewsController } from './previews.controller.js';
import { PreviewsService } from './previews.service.js';

@Module({
  imports: [
    MessagesModule,
    RoomsModule,
    MongooseModule.forFeature([{ name: 'LinkPage', schema: PageSchema }]),
  ],
  controllers: [PreviewsController],
  providers: [PreviewsService, PreviewReader, PageRepository],
})
export class PreviewsModule {}
