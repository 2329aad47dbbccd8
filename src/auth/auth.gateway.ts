import { renewToken } from '../contract/auth.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { SessionsService } from './sessions.service.js';

@ChatGateway()
export class AuthGateway {
  constructor(private readonly sessions: SessionsService) {}

  @On(renewToken)
  renew(caller: Caller, input: Input<typeof renewToken>) {
    return this.sessions.renew(caller, input);
  }
}
