import { markRead, markUnread, sync } from '../contract/inbox.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { InboxService } from './inbox.service.js';
import { SyncService } from './sync.service.js';

@ChatGateway()
export class InboxGateway {
  constructor(
    private readonly inbox: InboxService,
    private readonly syncs: SyncService,
  ) {}

  @On(sync)
  sync(caller: Caller, input: Input<typeof sync>) {
    return this.syncs.sync(caller, input);
  }

  @On(markRead)
  markRead(caller: Caller, input: Input<typeof markRead>) {
    return this.inbox.markRead(caller, input);
  }

  @On(markUnread)
  markUnread(caller: Caller, input: Input<typeof markUnread>) {
    return this.inbox.markUnread(caller, input);
  }
}
