import { createSecretKey } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { Config } from '../config/config.js';
import { ApiTokenRepository } from './api-token.repository.js';
import { ApiTokenSchema } from './api-token.schema.js';
import { ApiTokenService } from './api-token.service.js';
import { IdentityService } from './identity.service.js';
import { SessionRepository } from './session.repository.js';
import { RefreshTokenSchema, SessionSchema } from './session.schema.js';

@Global()
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        // A text would be tried as a public key first, for each token.
        secret: createSecretKey(Buffer.from(config.env.JWT_SECRET)),
        signOptions: { algorithm: 'HS256' },
        verifyOptions: { algorithms: ['HS256'] },
      }),
    }),
    MongooseModule.forFeature([
      { name: 'Session', schema: SessionSchema },
      { name: 'RefreshToken', schema: RefreshTokenSchema },
      { name: 'ApiToken', schema: ApiTokenSchema },
    ]),
  ],
  providers: [ApiTokenRepository, ApiTokenService, IdentityService, SessionRepository],
  exports: [ApiTokenService, IdentityService, SessionRepository],
})
export class IdentityModule {}
