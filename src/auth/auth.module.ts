import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuthController } from './auth.controller.js';
import { AuthGateway } from './auth.gateway.js';
import { AuthService } from './auth.service.js';
import { InvitationRepository } from './invitation.repository.js';
import { InvitationSchema } from './invitation.schema.js';
import { InvitationsService } from './invitations.service.js';
import { LoginFailures } from './login-failures.js';
import { PasswordCheck } from './password-check.js';
import { RegistrationService } from './registration.service.js';
import { ServerClaimRepository } from './server-claim.repository.js';
import { ServerClaimSchema } from './server-claim.schema.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Invitation', schema: InvitationSchema },
      { name: 'ServerClaim', schema: ServerClaimSchema },
    ]),
  ],
  controllers: [AuthController],
  providers: [
    AuthService,
    AuthGateway,
    RegistrationService,
    SessionsService,
    InvitationsService,
    LoginFailures,
    PasswordCheck,
    InvitationRepository,
    ServerClaimRepository,
  ],
  exports: [SessionsService, PasswordCheck, LoginFailures, ServerClaimRepository],
})
export class AuthModule {}
