import type { Input } from '../contract/operation.js';
import { presenceSubscribe, setStatus } from '../contract/presence.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { FollowersService } from './followers.service.js';
import { PresenceService } from './presence.service.js';

@ChatGateway()
export class PresenceGateway {
  constructor(
    private readonly presence: PresenceService,
    private readonly followers: FollowersService,
  ) {}

  @On(setStatus)
  setStatus(caller: Caller, input: Input<typeof setStatus>) {
    return this.presence.setStatus(caller, input);
  }

  @On(presenceSubscribe)
  subscribe(caller: Caller, input: Input<typeof presenceSubscribe>) {
    return this.followers.follow(caller, input);
  }
}
