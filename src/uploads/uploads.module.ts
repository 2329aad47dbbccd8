import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AttachmentsService } from './attachments.service.js';
import { DirectService } from './direct.service.js';
import { FileRepository } from './file.repository.js';
import { FileSchema } from './file.schema.js';
import { FileIntake } from './file-intake.js';
import { FileLinks } from './file-links.js';
import { FileServer } from './file-server.js';
import { FileSweeper } from './file-sweeper.js';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { Images } from './images.js';
import { LateFacts } from './late-facts.js';
import { MediaProbe } from './media-probe.js';
import { PictureRepository } from './picture.repository.js';
import { PictureSchema } from './picture.schema.js';
import { PictureServer } from './picture-server.js';
import { PicturesService } from './pictures.service.js';
import { ResumableService } from './resumable.service.js';
import { Tools } from './tools.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';
import { VirusScan } from './virus-scan.js';

@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'File', schema: FileSchema },
      { name: 'Picture', schema: PictureSchema },
    ]),
  ],
  controllers: [UploadsController, FilesController],
  providers: [
    FileRepository,
    PictureRepository,
    FileIntake,
    FileLinks,
    FileServer,
    FileSweeper,
    FilesService,
    PictureServer,
    PicturesService,
    Images,
    LateFacts,
    MediaProbe,
    Tools,
    VirusScan,
    UploadsService,
    ResumableService,
    DirectService,
    AttachmentsService,
  ],
  exports: [FileRepository, FileLinks, FileSweeper, LateFacts, AttachmentsService, PicturesService],
})
export class UploadsModule {}
