import * as admin from '../contract/admin.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { AdminService } from './admin.service.js';

@ChatController()
export class AdminController {
  constructor(private readonly admin: AdminService) {}

  @Http(admin.listAccounts)
  list(caller: Caller, input: Input<typeof admin.listAccounts>) {
    return this.admin.list(caller, input);
  }

  @Http(admin.deactivateUser)
  deactivate(caller: Caller, input: Input<typeof admin.deactivateUser>) {
    return this.admin.deactivate(caller, input);
  }

  @Http(admin.reactivateUser)
  reactivate(caller: Caller, input: Input<typeof admin.reactivateUser>) {
    return this.admin.reactivate(caller, input);
  }

  @Http(admin.setServerRole)
  setServerRole(caller: Caller, input: Input<typeof admin.setServerRole>) {
    return this.admin.setServerRole(caller, input);
  }

  @Http(admin.createPasswordResetLink)
  createPasswordResetLink(caller: Caller, input: Input<typeof admin.createPasswordResetLink>) {
    return this.admin.createLink(caller, input);
  }
}
