import * as accounts from '../contract/accounts.js';
import { exportMe } from '../contract/export.js';
import type { Input } from '../contract/operation.js';
import * as sessions from '../contract/sessions.js';
import type { Caller, Visitor } from '../identity/caller.js';
import type { HttpBytes } from '../transport/http/http-bytes.js';
import { ChatController, Http, HttpBinary } from '../transport/operation.decorators.js';
import { ClosingService } from './closing.service.js';
import { CredentialsService } from './credentials.service.js';
import { ExportService } from './export.service.js';
import { OwnSessionsService } from './own-sessions.service.js';

@ChatController()
export class AccountsController {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly sessions: OwnSessionsService,
    private readonly closing: ClosingService,
    private readonly exports: ExportService,
  ) {}

  @Http(accounts.changePassword)
  changePassword(caller: Caller, input: Input<typeof accounts.changePassword>) {
    return this.credentials.changePassword(caller, input);
  }

  @Http(accounts.changeEmail)
  changeEmail(caller: Caller, input: Input<typeof accounts.changeEmail>) {
    return this.credentials.changeEmail(caller, input);
  }

  @Http(accounts.resendVerification)
  resendVerification(caller: Caller, _input: Input<typeof accounts.resendVerification>) {
    return this.credentials.resendVerification(caller);
  }

  @Http(accounts.confirmEmail)
  confirmEmail(_visitor: Visitor, input: Input<typeof accounts.confirmEmail>) {
    return this.credentials.confirmEmail(input);
  }

  @Http(accounts.requestPasswordReset)
  requestPasswordReset(_visitor: Visitor, input: Input<typeof accounts.requestPasswordReset>) {
    return this.credentials.requestReset(input);
  }

  @Http(accounts.confirmPasswordReset)
  confirmPasswordReset(_visitor: Visitor, input: Input<typeof accounts.confirmPasswordReset>) {
    return this.credentials.confirmReset(input);
  }

  @Http(accounts.deactivateAccount)
  deactivate(caller: Caller, input: Input<typeof accounts.deactivateAccount>) {
    return this.closing.deactivate(caller, input);
  }

  @Http(accounts.eraseAccount)
  erase(caller: Caller, input: Input<typeof accounts.eraseAccount>) {
    return this.closing.erase(caller, input);
  }

  @HttpBinary(exportMe)
  exportMe(caller: Caller, _input: Input<typeof exportMe>, { response }: HttpBytes) {
    return this.exports.send(caller, response);
  }

  @Http(sessions.listSessions)
  listSessions(caller: Caller, _input: Input<typeof sessions.listSessions>) {
    return this.sessions.list(caller);
  }

  @Http(sessions.endSession)
  endSession(caller: Caller, input: Input<typeof sessions.endSession>) {
    return this.sessions.end(caller, input);
  }

  @Http(sessions.endOtherSessions)
  endOtherSessions(caller: Caller, _input: Input<typeof sessions.endOtherSessions>) {
    return this.sessions.endOthers(caller);
  }
}
