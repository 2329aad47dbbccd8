import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/errors/app-error.js';
import { Metrics } from '../common/metrics/metrics.js';
import { Config } from '../config/config.js';
import type { Message } from '../contract/message.js';
import type { deleteMessage, editMessage, messageHistory } from '../contract/messages.js';
import type { Input, Output } from '../contract/operation.js';
import type { listPinned, pinMessage } from '../contract/pins.js';
import type { addReaction } from '../contract/reactions.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { newId } from '../database/object-id.js';
import { EmojiDirectory } from '../emojis/emoji-directory.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { PinRepository } from '../rooms/pin.repository.js';
import type { AppliedChange, ChangeCommand } from './change.js';
import { ChangeRepository } from './change.repository.js';
import { ChangeLane } from './change-lane.js';
import { HeadRepository } from './head.repository.js';
import { MentionService } from './mention.service.js';
import type { StoredMessage } from './message.js';
import { MessageMapper } from './message.mapper.js';
import { MessageRepository } from './message.repository.js';
import { requireContent, requireInWindow } from './messages.rules.js';
import { searchTerms } from './search-terms.js';

type Target = { message_id: string };
type Reaction = Input<typeof addReaction>;

const MAX_LANES = 10_000;

/** Everything that happens to a message after it was sent. */
@Injectable()
export class ChangesService {
  private readonly lanes = new Map<string, ChangeLane>();

  constructor(
    private readonly access: AccessService,
    private readonly messages: MessageRepository,
    private readonly changes: ChangeRepository,
    private readonly heads: HeadRepository,
    private readonly pins: PinRepository,
    private readonly mentions: MentionService,
    private readonly emojis: EmojiDirectory,
    private readonly mapper: MessageMapper,
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  async edit(caller: Caller, input: Input<typeof editMessage>): Promise<Output<typeof editMessage>> {
    const message = await this.messages.get(input.message_id);
    const access = await this.access.requireMessage(caller, 'edit_own', message.conversation);
    if (message.sender_id !== caller.id) throw new AppError('permission_denied');
    if (message.deleted) throw new AppError('message_deleted');
    requireInWindow(message.created_at, this.config.env.EDIT_WINDOW_MINUTES, new Date());
    requireContent(input.content, message);
    const mentions = await this.mentions.of(caller.id, access, input.content, []);
    const { content } = input;
    // The attachments of a message are those that it was sent with.
    const terms = searchTerms({ ...message, content });
    return this.change(caller, message, { kind: 'edited', content, mentions, terms });
  }

  async delete(
    caller: Caller,
    { message_id }: Input<typeof deleteMessage>,
  ): Promise<Output<typeof deleteMessage>> {
    const message = await this.messages.get(message_id);
    const own = message.sender_id === caller.id;
    await this.access.requireMessage(caller, own ? 'delete_own' : 'delete_others', message.conversation);
    const result = await this.change(caller, message, { kind: 'deleted' });
    if (!own && !message.deleted) {
      await this.audit.record({
        ...{ action: 'message_deleted', actor_id: caller.id, message_id, target_id: message.sender_id },
        room_id: message.conversation.id,
      });
    }
    return result;
  }

  /** Takes a message out for somebody who is not asked about in the conversation: nobody may who is not sure of that. */
  async withdraw(userId: string, message: StoredMessage): Promise<{ message: Message }> {
    return this.change({ id: userId }, message, { kind: 'deleted' });
  }

  addReaction(caller: Caller, input: Reaction): Promise<{ success: true; message: Message }> {
    return this.react(caller, input, 'reaction_added');
  }

  removeReaction(caller: Caller, input: Reaction): Promise<{ success: true; message: Message }> {
    return this.react(caller, input, 'reaction_removed');
  }

  pin(caller: Caller, target: Input<typeof pinMessage>): Promise<Output<typeof pinMessage>> {
    return this.setPin(caller, target, 'pinned');
  }

  unpin(caller: Caller, target: Input<typeof pinMessage>): Promise<Output<typeof pinMessage>> {
    return this.setPin(caller, target, 'unpinned');
  }

  async listPinned(
    caller: Caller,
    { room_id }: Input<typeof listPinned>,
  ): Promise<Output<typeof listPinned>> {
    await this.access.require(caller, 'read', { room_id });
    const pinned = await this.messages.byIds(await this.pins.list(room_id));
    return { messages: await this.mapper.toMessages(pinned.sort((a, b) => a.seq - b.seq)) };
  }

  async history(
    caller: Caller,
    target: Input<typeof messageHistory>,
  ): Promise<Output<typeof messageHistory>> {
    const message = await this.messages.get(target.message_id);
    await this.access.requireMessage(caller, 'read', message.conversation);
    const edits = message.deleted ? [] : await this.changes.editsOf(message.id);
    return { edits: edits.map((edit) => ({ ...edit, edited_at: edit.edited_at.toISOString() })) };
  }

  /**
   * What the server itself finds out about a message, in the name of its sender: nobody's permission is asked. Null when
   * the message is gone, or changed after it was read.
   */
  async update(
    message: StoredMessage,
    set: NonNullable<ChangeCommand['set']>,
  ): Promise<StoredMessage | null> {
    const { id, conversation, sender_id, rev } = message;
    const terms = set.attachments || set.forwarded_from ? searchTerms({ ...message, ...set }) : undefined;
    const command = {
      id: newId(),
      conversation,
      message_id: id,
      user_id: sender_id,
      kind: 'updated' as const,
    };
    const applied = await this.lane(conversation.id).run({ ...command, set, terms, seen_rev: rev });
    return applied?.message ?? null;
  }

  private async react(
    caller: Caller,
    { message_id, emoji }: Reaction,
    kind: 'reaction_added' | 'reaction_removed',
  ) {
    const message = await this.messages.get(message_id);
    await this.access.requireMessage(caller, 'react', message.conversation);
    if (message.deleted && kind === 'reaction_added') throw new AppError('message_deleted');
    // One that was removed since can still be taken back.
    if (kind === 'reaction_added') await this.emojis.requireKnown(emoji);
    const result = await this.change(caller, message, { kind, emoji });
    return { success: true as const, message: result.message };
  }

  private async setPin(
    caller: Caller,
    { message_id }: Target,
    kind: 'pinned' | 'unpinned',
  ): Promise<{ message: Message }> {
    const message = await this.messages.get(message_id);
    await this.access.requireMessage(caller, 'pin', message.conversation);
    if (message.deleted && kind === 'pinned') throw new AppError('message_deleted');
    return this.change(caller, message, { kind });
  }

  private async change(
    caller: { id: string },
    { id, conversation }: StoredMessage,
    effect: Pick<ChangeCommand, 'kind' | 'emoji' | 'content' | 'mentions' | 'terms'>,
  ): Promise<{ message: Message }> {
    const command = { id: newId(), conversation, message_id: id, user_id: caller.id, ...effect };
    const applied = await this.lane(conversation.id).run(command);
    return { message: await this.mapper.toMessage(applied?.message ?? (await this.unchanged(id, command))) };
  }

  /** It was so already, unless somebody deleted the message in the meantime. */
  private async unchanged(messageId: string, { kind }: ChangeCommand): Promise<StoredMessage> {
    const message = await this.messages.get(messageId);
    const needsLife = kind === 'edited' || kind === 'reaction_added' || kind === 'pinned';
    if (message.deleted && needsLife) throw new AppError('message_deleted');
    return message;
  }

  private lane(conversationId: string): ChangeLane {
    const known = this.lanes.get(conversationId);
    if (known) return known;
    if (this.lanes.size >= MAX_LANES)
      for (const [id, lane] of this.lanes) if (lane.idle) this.lanes.delete(id);
    const store = {
      apply: (command: ChangeCommand, rev: number) => this.claim(command, rev),
      headRev: (id: string, atLeast: number) => this.headRev(id, atLeast),
      byId: (id: string) => this.changes.byId(id),
      message: (id: string) => this.messages.byId(id),
    };
    // After the acknowledgement, which is already queued for this turn.
    const lane = new ChangeLane(conversationId, store, {
      applied: (command, change) =>
        setImmediate(() => this.events.follow('message_changed', this.announce(command, change))),
    });
    this.lanes.set(conversationId, lane);
    return lane;
  }

  private async claim(command: ChangeCommand, rev: number): Promise<AppliedChange | null> {
    try {
      return await this.changes.apply(command, rev);
    } catch (error) {
      if (isDuplicateKey(error)) this.metrics.claimsLost.inc({ kind: 'change' });
      throw error;
    }
  }

  private async headRev(conversationId: string, atLeast: number): Promise<number> {
    const written =
      atLeast > 0 ? undefined : (await this.heads.written([conversationId])).get(conversationId);
    const found = await this.changes.headRev(conversationId, Math.max(atLeast, written?.rev ?? 0));
    return Math.max(found, written?.rev ?? 0, atLeast);
  }

  private async announce(
    { conversation, kind, user_id, emoji }: ChangeCommand,
    { rev, message }: AppliedChange,
  ) {
    const shown = await this.mapper.toMessage(message);
    await this.events.emit('message_changed', { conversation, kind, rev, message: shown, user_id, emoji });
  }
}
