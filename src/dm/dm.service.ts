import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { ConversationHeads } from '../access/conversation-heads.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { AppError } from '../common/errors/app-error.js';
import type { Conversation, getDm, hideDm, listDms, openDm } from '../contract/dm.js';
import type { Input, Output } from '../contract/operation.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { DirectMessageRepository } from './direct-message.repository.js';
import { behind, byActivity, isHidden } from './dm.rules.js';
import { DmMaker } from './dm-maker.js';
import { DmView } from './dm-view.js';

@Injectable()
export class DmService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly dms: DirectMessageRepository,
    private readonly maker: DmMaker,
    private readonly heads: ConversationHeads,
    private readonly view: DmView,
    private readonly events: DomainEvents,
  ) {}

  async open(caller: Caller, { participant_ids }: Input<typeof openDm>): Promise<Output<typeof openDm>> {
    const { dm, created } = await this.maker.findOrMake(caller, participant_ids, 'participant_ids');
    await this.access.require(caller, 'read', { dm_id: dm.id });
    const conversation = await this.view.one(caller.id, dm);
    if (!created) await this.show(caller, conversation);
    return { conversation, created };
  }

  async list(caller: Caller, { limit, before }: Input<typeof listDms>): Promise<Output<typeof listDms>> {
    const memberships = (await this.memberships.ofUser(caller.id)).filter(
      ({ conversation }) => conversation.type === 'dm',
    );
    const hiddenSeq = new Map(
      memberships.map(({ conversation, hidden_seq }) => [conversation.id, hidden_seq]),
    );
    const all = await this.view.of(caller.id, await this.dms.findMany([...hiddenSeq.keys()]), memberships);
    const listed = behind(all.sort(byActivity), before).filter(
      ({ id, last_seq }) => !isHidden(hiddenSeq.get(id) ?? null, last_seq),
    );
    return { conversations: listed.slice(0, limit), has_more: listed.length > limit };
  }

  async get(caller: Caller, { dm_id }: Input<typeof getDm>): Promise<Output<typeof getDm>> {
    await this.access.require(caller, 'read', { dm_id });
    const dm = await this.dms.find(dm_id);
    if (!dm) throw new AppError('dm_not_found');
    return { conversation: await this.view.one(caller.id, dm) };
  }

  async hide(caller: Caller, { dm_id }: Input<typeof hideDm>): Promise<void> {
    const { conversation } = await this.access.require(caller, 'read', { dm_id });
    // What is stored after this was read has a greater number, and brings the conversation back.
    const { seq: last_seq } = await this.heads.readOne(conversation);
    await this.memberships.hide(dm_id, caller.id, last_seq);
    await this.events.emit('dm_hidden', { conversation, user_id: caller.id, last_seq });
  }

  private async show(caller: Caller, dm: Conversation): Promise<void> {
    if (await this.memberships.show(dm.id, caller.id)) {
      await this.events.emit('dm_shown', { user_id: caller.id, dm });
    }
  }
}
