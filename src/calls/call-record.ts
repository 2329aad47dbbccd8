import { Injectable } from '@nestjs/common';
import { CommitService } from '../messages/commit.service.js';
import { newDraft } from '../messages/message.js';
import type { StoredCall } from './call.js';
import { CallStore } from './call.store.js';
import { summaryOf } from './calls.rules.js';

/** The message in the conversation that says how a call ended. */
@Injectable()
export class CallRecord {
  constructor(
    private readonly commits: CommitService,
    private readonly calls: CallStore,
  ) {}

  /** May be asked again after a node died in the middle of it: the name of the message makes it the same one. */
  async write(call: StoredCall): Promise<void> {
    await this.commits.commit(
      newDraft({
        conversation: { id: call.dm_id, type: 'dm' },
        sender_id: call.caller_id,
        client_id: `call-${call.id}`,
        kind: 'call',
        call: summaryOf(call),
      }),
    );
    await this.calls.forget(call.id);
  }
}
