import { createInvitation, login, logout, refresh, register } from '../contract/auth.js';
import type { Input } from '../contract/operation.js';
import type { Caller, Visitor } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { AuthService } from './auth.service.js';
import { InvitationsService } from './invitations.service.js';
import { RegistrationService } from './registration.service.js';
import { SessionsService } from './sessions.service.js';

@ChatController()
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly registration: RegistrationService,
    private readonly sessions: SessionsService,
    private readonly invitations: InvitationsService,
  ) {}

  @Http(register)
  register(visitor: Visitor, input: Input<typeof register>) {
    return this.registration.register(visitor, input);
  }

  @Http(login)
  login(visitor: Visitor, input: Input<typeof login>) {
    return this.auth.login(visitor, input);
  }

  @Http(refresh)
  refresh(_visitor: Visitor, input: Input<typeof refresh>) {
    return this.sessions.refresh(input);
  }

  @Http(logout)
  logout(caller: Caller, _input: Input<typeof logout>) {
    return this.sessions.logout(caller);
  }

  @Http(createInvitation)
  createInvitation(caller: Caller, input: Input<typeof createInvitation>) {
    return this.invitations.create(caller, input);
  }
}
