import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { ShortCache } from '../common/cache/short-cache.js';
import type { listDrafts, saveDraft } from '../contract/drafts.js';
import { limits } from '../contract/limits.js';
import type { Message } from '../contract/message.js';
import type { Input, Output } from '../contract/operation.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { MessageRepository } from '../messages/message.repository.js';
import { PersonalData } from '../users/personal-data.js';
import { DraftRepository, type StoredDraft } from './draft.repository.js';
import { draftContent, draftKey, toDraft, writtenAt } from './drafts.rules.js';

/** Events keep it current; this is the net below a lost one. */
const KNOWN_LIFE_MS = 600_000;

type Device = Pick<Caller, 'socket_id' | 'session_id'>;
const deviceOf = ({ socket_id, session_id }: Caller): Device => ({ socket_id, session_id });

/** What somebody began to write, on all their devices. */
@Injectable()
export class DraftsService {
  /** Where a user has drafts: nearly every send finds here that there is nothing to take away, without a query. */
  private readonly known = new ShortCache<ReadonlySet<string>>((userId) => this.load(userId), KNOWN_LIFE_MS);

  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly messages: MessageRepository,
    private readonly drafts: DraftRepository,
    private readonly events: DomainEvents,
    personalData: PersonalData,
  ) {
    events.everywhere('draft_changed', ({ user_id }) => this.known.invalidate(user_id));
    events.on('messages_created', ({ conversation, messages }) => this.sent(conversation, messages));
    events.on('room_deleted', ({ room_id }) => this.drafts.removeAll(room_id));
    personalData.register(
      'drafts',
      (userId) => this.drafts.forget(userId),
      (userId) => this.drafts.ofUser(userId),
    );
  }

  async list(caller: Caller, _input: Input<typeof listDrafts>): Promise<Output<typeof listDrafts>> {
    const drafts = await this.drafts.ofUser(caller.id);
    const ids = [...new Set(drafts.map(({ conversation }) => conversation.id))];
    const memberships = await this.memberships.ofUserIn(caller.id, ids);
    const joined = new Set(memberships.map(({ conversation }) => conversation.id));
    return { drafts: drafts.filter(({ conversation }) => joined.has(conversation.id)).map(toDraft) };
  }

  async save(caller: Caller, input: Input<typeof saveDraft>): Promise<Output<typeof saveDraft>> {
    const { conversation } = await this.access.require(caller, 'read', input);
    const { outcome, draft } = await this.drafts.write(caller.id, {
      conversation,
      parent_id: input.parent_id === undefined ? null : await this.root(conversation.id, input.parent_id),
      content: draftContent(input.content),
      written_at: writtenAt(input.written_at, new Date()),
    });
    if (outcome === 'begun') await this.drafts.keepLatest(caller.id, limits.drafts);
    if (outcome !== 'stands') await this.tell(caller.id, draft, deviceOf(caller));
    return { draft: toDraft(draft) };
  }

  /** What was sent is no draft any more; what was written after it is. */
  private async sent(conversation: ConversationRef, messages: Message[]): Promise<void> {
    for (const { kind, sender_id, parent_id, forwarded_from, created_at } of messages) {
      if (kind !== 'text' || forwarded_from !== null) continue;
      if (!(await this.known.get(sender_id)).has(draftKey(conversation.id, parent_id))) continue;
      const ended = { conversation, parent_id, content: '', written_at: new Date(created_at) };
      const { outcome, draft } = await this.drafts.write(sender_id, ended);
      if (outcome !== 'stands') await this.tell(sender_id, draft);
    }
  }

  private tell(user_id: string, draft: StoredDraft, device?: Device): Promise<void> {
    return this.events.emit('draft_changed', { user_id, draft: toDraft(draft), device });
  }

  /** A draft for a reply to a reply is one for the same thread. */
  private async root(conversationId: string, parentId: string): Promise<string> {
    const parent = await this.messages.getIn(conversationId, parentId);
    return parent.parent_id ?? parent.id;
  }

  private async load(userId: string): Promise<ReadonlySet<string>> {
    const drafts = await this.drafts.ofUser(userId);
    return new Set(drafts.map(({ conversation, parent_id }) => draftKey(conversation.id, parent_id)));
  }
}
