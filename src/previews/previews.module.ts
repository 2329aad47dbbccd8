import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MessagesModule } from '../messages/messages.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { LinkImageRepository } from './link-image.repository.js';
import { LinkImageSchema } from './link-image.schema.js';
import { PageRepository } from './page.repository.js';
import { PageSchema } from './page.schema.js';
import { PreviewImages } from './preview-images.js';
import { PreviewReader } from './preview-reader.js';
import { PreviewsController } from './previews.controller.js';
import { PreviewsService } from './previews.service.js';

@Module({
  imports: [
    MessagesModule,
    RoomsModule,
    UploadsModule,
    MongooseModule.forFeature([
      { name: 'LinkPage', schema: PageSchema },
      { name: 'LinkImage', schema: LinkImageSchema },
    ]),
  ],
  controllers: [PreviewsController],
  providers: [PreviewsService, PreviewReader, PreviewImages, PageRepository, LinkImageRepository],
})
export class PreviewsModule {}
