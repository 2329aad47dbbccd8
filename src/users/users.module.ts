import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
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
  providers: [UserRepository, UserDirectory, PresenceView, UsersService],
  exports: [UserRepository, UserDirectory, PresenceView, UsersService],
})
export class UsersModule {}
