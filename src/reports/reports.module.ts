import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MessagesModule } from '../messages/messages.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { ReportRepository } from './report.repository.js';
import { ReportSchema } from './report.schema.js';
import { ReportView } from './report-view.js';
import { ReportsController } from './reports.controller.js';
import { ReportsFanout } from './reports.fanout.js';
import { ReportsService } from './reports.service.js';
import { Verdicts } from './verdicts.js';

@Module({
  imports: [
    RoomsModule,
    MessagesModule,
    MongooseModule.forFeature([{ name: 'Report', schema: ReportSchema }]),
  ],
  controllers: [ReportsController],
  providers: [ReportRepository, ReportView, Verdicts, ReportsService, ReportsFanout],
})
export class ReportsModule {}
