import type { Input } from '../contract/operation.js';
import { setStatus } from '../contract/presence.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { PresenceService } from './presence.service.js';

@ChatController()
export class PresenceController {
  constructor(private readonly presence: PresenceService) {}

  @Http(setStatus)
  setStatus(caller: Caller, input: Input<typeof setStatus>) {
    return this.presence.setStatus(caller, input);
  }
}
