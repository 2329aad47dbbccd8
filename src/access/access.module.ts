import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccessService } from './access.service.js';
import { ConversationHeads } from './conversation-heads.js';
import { MembershipRepository } from './membership.repository.js';
import { MembershipSchema } from './membership.schema.js';
import { SlowMode } from './slow-mode.js';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'Membership', schema: MembershipSchema }])],
  providers: [AccessService, ConversationHeads, MembershipRepository, SlowMode],
  exports: [AccessService, ConversationHeads, MembershipRepository, SlowMode],
})
export class AccessModule {}
