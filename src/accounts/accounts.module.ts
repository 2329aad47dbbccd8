import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuthModule } from '../auth/auth.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { AccountLinkRepository } from './account-link.repository.js';
import { AccountLinkSchema } from './account-link.schema.js';
import { AccountLinks } from './account-links.js';
import { AccountMail } from './account-mail.js';
import { AccountStates } from './account-states.js';
import { AccountsController } from './accounts.controller.js';
import { AdminController } from './admin.controller.js';
import { AdminService } from './admin.service.js';
import { ClosingService } from './closing.service.js';
import { CredentialsService } from './credentials.service.js';
import { ErasureService } from './erasure.service.js';
import { ExportService } from './export.service.js';
import { OwnSessionsService } from './own-sessions.service.js';

@Module({
  imports: [
    AuthModule,
    RoomsModule,
    MessagesModule,
    MongooseModule.forFeature([{ name: 'AccountLink', schema: AccountLinkSchema }]),
  ],
  controllers: [AccountsController, AdminController],
  providers: [
    AccountLinkRepository,
    AccountLinks,
    AccountMail,
    AccountStates,
    CredentialsService,
    OwnSessionsService,
    ClosingService,
    ErasureService,
    ExportService,
    AdminService,
  ],
})
export class AccountsModule {}
