import { Global, Module } from '@nestjs/common';
import { GuardedFetch } from './guarded-fetch.js';

/** How the server reaches what others named. */
@Global()
@Module({ providers: [GuardedFetch], exports: [GuardedFetch] })
export class NetModule {}
