import { Injectable } from '@nestjs/common';
import type { Input } from '../contract/operation.js';
import type { resolveReport } from '../contract/reports.js';
import type { Caller } from '../identity/caller.js';
import { ChangesService } from '../messages/changes.service.js';
import type { StoredMessage } from '../messages/message.js';
import { BansService } from '../rooms/bans.service.js';
import { MembersService } from '../rooms/members.service.js';

/** Does what was decided, by the operations of each and their rules. */
@Injectable()
export class Verdicts {
  constructor(
    private readonly changes: ChangesService,
    private readonly members: MembersService,
    private readonly bans: BansService,
  ) {}

  async carryOut(
    caller: Caller,
    message: StoredMessage,
    { action, reason, expires_in_ms }: Input<typeof resolveReport>,
  ): Promise<void> {
    const { conversation, id: message_id, sender_id: user_id } = message;
    const member = { room_id: conversation.id, user_id, reason };
    if (action === 'member_muted')
      await this.members.mute(caller, { ...member, expires_in_ms: expires_in_ms ?? null });
    else if (action === 'member_banned') await this.bans.ban(caller, { ...member, expires_in_ms });
    else if (action === 'message_deleted' && conversation.type === 'room')
      await this.changes.delete(caller, { message_id });
    // An administrator is no member of the DM: that the report is theirs to decide was asked before.
    else if (action === 'message_deleted') await this.changes.withdraw(caller.id, message);
  }
}
