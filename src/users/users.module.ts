import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountRepository } from './account.repository.js';
import { Administrators } from './administrators.js';
import { Avatars } from './avatars.js';
import { BotAccounts } from './bot-accounts.js';
import { PersonalData } from './personal-data.js';
import { PresenceView } from './presence-view.js';
import { UserRepository } from './user.repository.js';
import { UserSchema } from './user.schema.js';
import { UserDirectory } from './user-directory.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'User', schema: UserSchema }])],
  controllers: [UsersController],
  providers: [
    AccountRepository,
    Avatars,
    BotAccounts,
    Administrators,
    PersonalData,
    UserRepository,
    UserDirectory,
    PresenceView,
    UsersService,
  ],
  exports: [
    AccountRepository,
    Avatars,
    BotAccounts,
    Administrators,
    PersonalData,
    UserRepository,
    UserDirectory,
    PresenceView,
    UsersService,
  ],
})
export class UsersModule {}
