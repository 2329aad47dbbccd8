import { Injectable } from '@nestjs/common';
import { type Access, AccessService } from '../access/access.service.js';
import { SlowMode, type SlowTurn } from '../access/slow-mode.js';
import { AppError } from '../common/errors/app-error.js';
import { RateLimiter } from '../common/rate-limit/rate-limiter.js';
import { Turns } from '../common/turns.js';
import type { Message } from '../contract/message.js';
import type { getMessage, listMessages, sendMessage } from '../contract/messages.js';
import type { Input, Output } from '../contract/operation.js';
import { newId } from '../database/object-id.js';
import { DmMaker } from '../dm/dm-maker.js';
import type { Caller } from '../identity/caller.js';
import { AttachmentsService } from '../uploads/attachments.service.js';
import { CommitService } from './commit.service.js';
import type { Committed } from './commit-lane.js';
import { HistoryService } from './history.service.js';
import { MentionService } from './mention.service.js';
import type { Draft, StoredMessage } from './message.js';
import { MessageMapper } from './message.mapper.js';
import { MessageRepository } from './message.repository.js';

type SendInput = Input<typeof sendMessage>;
type SendOutput = Output<typeof sendMessage>;
/** What a message brings along from another one. */
type Brought = Pick<Draft, 'forwarded_from' | 'attachments'>;

const nothing: Brought = { forwarded_from: null, attachments: [] };

@Injectable()
export class MessagesService {
  private readonly turns = new Turns();

  constructor(
    private readonly access: AccessService,
    private readonly slowMode: SlowMode,
    private readonly dms: DmMaker,
    private readonly mentions: MentionService,
    private readonly attachments: AttachmentsService,
    private readonly limiter: RateLimiter,
    private readonly commits: CommitService,
    private readonly messages: MessageRepository,
    private readonly history: HistoryService,
    private readonly mapper: MessageMapper,
  ) {}

  async send(caller: Caller, input: SendInput, brought = nothing): Promise<SendOutput> {
    const { user_id } = input;
    const place = user_id === undefined ? input : await this.dms.findWith(caller, user_id);
    if (place === null) return this.sendFirst(caller, input, user_id as string, brought);
    const access = await this.access.require(caller, 'send', place);
    const { conversation } = access;
    const turn = this.slowMode.turnOf(caller, access);
    const repeated = await this.limit(caller, conversation.id, turn, input.client_id);
    if (repeated) return { message: await this.mapper.toMessage(repeated), created: false };
    return turn.spend(() => this.store(caller, access, input, brought));
  }

  /** To somebody to whom the caller has never written. What will be refused anyway must not make a conversation first. */
  private async sendFirst(
    caller: Caller,
    input: SendInput,
    userId: string,
    brought: Brought,
  ): Promise<SendOutput> {
    if (input.parent_id !== undefined) throw new AppError('message_not_found');
    await this.limiter.take('message', caller.id);
    await this.access.requireContact(caller, userId);
    const place = await this.dms.makeWith(caller, userId);
    return this.store(caller, await this.access.require(caller, 'send', place), input, brought);
  }

  private async store(
    caller: Caller,
    access: Access,
    input: SendInput,
    brought: Brought,
  ): Promise<SendOutput> {
    const { conversation } = access;
    const { attachment_ids = [] } = input;
    const prepared = Promise.all([
      this.mentions.of(caller.id, access, input.content, input.mentions ?? []),
      input.parent_id === undefined ? null : this.parent(conversation.id, input.parent_id),
    ]);
    prepared.catch(() => undefined); // It is awaited when its turn has come.
    // What takes longer to look up must not be overtaken by what the same person sent after it.
    const { answer, draft } = await this.turns.take(`${caller.id}:${conversation.id}`, async () => {
      const [mentions, parent_id] = await prepared;
      const draft: Draft = {
        id: newId(),
        conversation,
        sender_id: caller.id,
        client_id: input.client_id ?? null,
        kind: 'text',
        content: input.content,
        ...mentions,
        link_previews: [],
        ...brought,
        call: null,
        parent_id,
        also_in_room: parent_id !== null && (input.also_in_room ?? false),
        created_at: new Date(),
      };
      const known = await this.claimFiles(draft, attachment_ids);
      return { answer: known ?? this.commits.commit(draft), draft };
    });
    const { message, created } = await answer;
    if (attachment_ids.length > 0) await this.attachments.confirm(attachment_ids, draft, message);
    if (!created) await this.limiter.giveBack('message', caller.id);
    const [shown] = created
      ? await this.mapper.toNewMessages([message])
      : await this.mapper.toMessages([message]);
    return { message: shown as Message, created };
  }

  /** Makes these files the draft's. Those of a message that was sent before under the same `client_id` are its already. */
  private async claimFiles(draft: Draft, ids: string[]): Promise<Committed | undefined> {
    if (ids.length === 0) return undefined;
    try {
      draft.attachments = await this.attachments.claim(ids, draft);
      return undefined;
    } catch (error) {
      const message = await this.known(draft.conversation.id, draft.sender_id, draft.client_id);
      if (!message) throw error;
      return { message, created: false };
    }
  }

  async list(caller: Caller, input: Input<typeof listMessages>): Promise<Output<typeof listMessages>> {
    const { conversation } = await this.access.require(caller, 'read', input);
    const { limit, before, after, around } = input;
    if (around !== undefined) return this.listAround(conversation.id, around, limit);
    const [beforeSeq, afterSeq] = await Promise.all([
      this.seqOf(conversation.id, before),
      this.seqOf(conversation.id, after),
    ]);
    const count = limit + 1;
    if (afterSeq !== undefined)
      return this.toPage(await this.history.after(conversation.id, afterSeq, count), limit, 'end');
    const page =
      beforeSeq === undefined
        ? await this.history.newest(conversation.id, count)
        : await this.history.before(conversation.id, beforeSeq, count);
    return this.toPage(page, limit, 'start');
  }

  async get(caller: Caller, { message_id }: Input<typeof getMessage>): Promise<Output<typeof getMessage>> {
    return { message: await this.mapper.toMessage(await this.readable(caller, message_id)) };
  }

  /** The message when the caller may read it. What they may not see does not exist for them. */
  private async readable(caller: Caller, messageId: string): Promise<StoredMessage> {
    const message = await this.messages.get(messageId);
    await this.access.requireMessage(caller, 'read', message.conversation);
    return message;
  }

  /** A `client_id` that is known answers, whatever the rate: only what is new counts. */
  private async limit(
    caller: Caller,
    conversationId: string,
    turn: SlowTurn,
    clientId?: string,
  ): Promise<StoredMessage | undefined> {
    try {
      await this.limiter.take('message', caller.id);
      await turn.take();
      return undefined;
    } catch (error) {
      const known = await this.known(conversationId, caller.id, clientId ?? null);
      if (!known) throw error;
      return known;
    }
  }

  /** What the caller sent under this `client_id` before; null when it was nothing. */
  async sentBefore(caller: Caller, input: SendInput): Promise<SendOutput | null> {
    const { user_id, client_id } = input;
    if (client_id === undefined) return null;
    const place = user_id === undefined ? input : await this.dms.findWith(caller, user_id);
    if (place === null) return null;
    const { conversation } = await this.access.require(caller, 'send', place);
    const known = await this.known(conversation.id, caller.id, client_id);
    return known ? { message: await this.mapper.toMessage(known), created: false } : null;
  }

  /** The message that was stored under this `client_id`. */
  private async known(
    conversationId: string,
    sender_id: string,
    client_id: string | null,
  ): Promise<StoredMessage | undefined> {
    if (client_id === null) return undefined;
    return (await this.messages.byClientIds(conversationId, [{ sender_id, client_id }]))[0];
  }

  /** The root of the thread: a reply to a reply belongs to the same thread. */
  private async parent(conversationId: string, parentId: string): Promise<string> {
    const parent = await this.messages.getIn(conversationId, parentId);
    return parent.parent_id ?? parent.id;
  }

  private async listAround(
    conversationId: string,
    around: string,
    limit: number,
  ): Promise<Output<typeof listMessages>> {
    const seq = (await this.seqOf(conversationId, around)) as number;
    const older = Math.ceil(limit / 2);
    const [before, from] = await Promise.all([
      this.history.before(conversationId, seq, older + 1),
      this.history.after(conversationId, seq - 1, limit - older),
    ]);
    const page = [...before.slice(-older), ...from];
    return { messages: await this.mapper.toMessages(page), has_more: before.length > older };
  }

  private async seqOf(conversationId: string, messageId: string | undefined): Promise<number | undefined> {
    if (messageId === undefined) return undefined;
    return (await this.messages.getIn(conversationId, messageId)).seq;
  }

  /** The surplus message, which only says that there are more, lies at the end that was read towards. */
  private async toPage(page: StoredMessage[], limit: number, surplusAt: 'start' | 'end') {
    const has_more = page.length > limit;
    const shown = surplusAt === 'start' ? page.slice(-limit) : page.slice(0, limit);
    return { messages: await this.mapper.toMessages(shown), has_more };
  }
}
