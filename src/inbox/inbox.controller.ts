import { listReceipts, markRead, markUnread, sync } from '../contract/inbox.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { InboxService } from './inbox.service.js';
import { ReceiptsService } from './receipts.service.js';
import { SyncService } from './sync.service.js';

@ChatController()
export class InboxController {
  constructor(
    private readonly inbox: InboxService,
    private readonly syncs: SyncService,
    private readonly receipts: ReceiptsService,
  ) {}

  @Http(sync)
  sync(caller: Caller, input: Input<typeof sync>) {
    return this.syncs.sync(caller, input);
  }

  @Http(markRead)
  markRead(caller: Caller, input: Input<typeof markRead>) {
    return this.inbox.markRead(caller, input);
  }

  @Http(markUnread)
  markUnread(caller: Caller, input: Input<typeof markUnread>) {
    return this.inbox.markUnread(caller, input);
  }

  @Http(listReceipts)
  listReceipts(caller: Caller, input: Input<typeof listReceipts>) {
    return this.receipts.list(caller, input);
  }
}
