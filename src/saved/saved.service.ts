import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { AppError } from '../common/errors/app-error.js';
import type { Input, Output } from '../contract/operation.js';
import type { listSaved, saveMessage } from '../contract/saved.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { MessageMapper } from '../messages/message.mapper.js';
import { MessageRepository } from '../messages/message.repository.js';
import { MessageTraces } from '../messages/message-traces.js';
import { PersonalData } from '../users/personal-data.js';
import { type Saved, SavedListRepository } from './saved-list.repository.js';

/** Messages that somebody wants to find again. What they may not read any more stays on the list and is not shown. */
@Injectable()
export class SavedService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly messages: MessageRepository,
    private readonly mapper: MessageMapper,
    private readonly lists: SavedListRepository,
    private readonly events: DomainEvents,
    personalData: PersonalData,
    traces: MessageTraces,
  ) {
    traces.register((roomId, ids) => this.lists.removeThese(roomId, ids));
    // Else they would count, and could not be seen to be taken off.
    events.on('room_deleted', ({ room_id }) => this.lists.removeAll(room_id));
    personalData.register(
      'saved',
      (userId) => this.lists.forget(userId),
      (userId) => this.lists.list(userId),
    );
  }

  async list(caller: Caller, { limit, before }: Input<typeof listSaved>): Promise<Output<typeof listSaved>> {
    const readable = await this.readable(caller.id, await this.lists.list(caller.id));
    const from = before === undefined ? 0 : readable.findIndex(({ message_id }) => message_id === before) + 1;
    if (before !== undefined && from === 0) throw new AppError('message_not_found');
    const page = readable.slice(from, from + limit);
    const stored = await this.messages.byIds(page.map(({ message_id }) => message_id));
    const shown = new Map((await this.mapper.toMessages(stored)).map((message) => [message.id, message]));
    const saved = page.flatMap(({ message_id, saved_at }) => {
      const message = shown.get(message_id);
      return message ? [{ message, saved_at: saved_at.toISOString() }] : [];
    });
    return { saved, has_more: readable.length > from + limit };
  }

  async save(caller: Caller, { message_id }: Input<typeof saveMessage>): Promise<void> {
    const message = await this.messages.get(message_id);
    await this.access.requireMessage(caller, 'read', message.conversation);
    if (message.deleted) throw new AppError('message_deleted');
    const row = { message_id, conversation_id: message.conversation.id, saved_at: new Date() };
    const outcome = await this.lists.add(caller.id, row);
    if (outcome === 'full') throw new AppError('saved_limit_reached');
    if (outcome === 'unchanged') return;
    const saved = { message: await this.mapper.toMessage(message), saved_at: row.saved_at.toISOString() };
    await this.events.emit('saved_changed', { user_id: caller.id, message_id, saved });
  }

  /** Of the own list alone: it takes no right to read the message. */
  async unsave(caller: Caller, { message_id }: Input<typeof saveMessage>): Promise<void> {
    if (!(await this.lists.remove(caller.id, message_id))) return;
    await this.events.emit('saved_changed', { user_id: caller.id, message_id, saved: null });
  }

  private async readable(userId: string, rows: Saved[]): Promise<Saved[]> {
    const ids = [...new Set(rows.map(({ conversation_id }) => conversation_id))];
    const memberships = await this.memberships.ofUserIn(userId, ids);
    const joined = new Set(memberships.map(({ conversation }) => conversation.id));
    return rows.filter(({ conversation_id }) => joined.has(conversation_id));
  }
}
