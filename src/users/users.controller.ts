import type { Input } from '../contract/operation.js';
import { getMe, getUser, searchUsers, updateMe } from '../contract/users.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { UsersService } from './users.service.js';

@ChatController()
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Http(getMe)
  me(caller: Caller, _input: Input<typeof getMe>) {
    return this.users.me(caller);
  }

  @Http(updateMe)
  updateMe(caller: Caller, input: Input<typeof updateMe>) {
    return this.users.updateMe(caller, input);
  }

  @Http(searchUsers)
  search(caller: Caller, input: Input<typeof searchUsers>) {
    return this.users.search(caller, input);
  }

  @Http(getUser)
  get(caller: Caller, input: Input<typeof getUser>) {
    return this.users.get(caller, input);
  }
}
