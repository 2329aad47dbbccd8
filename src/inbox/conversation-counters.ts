import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Membership } from '../access/membership.repository.js';
import type { Counters } from '../contract/inbox.js';
import type { Message } from '../contract/message.js';
import { DmView } from '../dm/dm-view.js';
import { MessageMapper } from '../messages/message.mapper.js';
import { MessageRepository } from '../messages/message.repository.js';
import { RoomView } from '../rooms/room-view.js';
import { CountersService } from './counters.service.js';

interface ListCounters extends Counters {
  last_seq: number;
  last_message: Message | null;
}

/** Completes the lists of rooms and of DMs with what only the inbox knows: counters and the last message. */
@Injectable()
export class ConversationCountersLoader implements OnModuleInit {
  constructor(
    private readonly rooms: RoomView,
    private readonly dms: DmView,
    private readonly counters: CountersService,
    private readonly messages: MessageRepository,
    private readonly mapper: MessageMapper,
  ) {}

  onModuleInit(): void {
    this.rooms.completeWith((userId, memberships) => this.load(userId, memberships));
    this.dms.completeWith((userId, memberships) => this.load(userId, memberships));
  }

  private async load(userId: string, memberships: Membership[]): Promise<Map<string, ListCounters>> {
    const places = await this.counters.places(userId, memberships);
    const [standings, last] = await Promise.all([
      this.counters.count(userId, places),
      this.lastMessages(places.flatMap(({ head }) => head.shown?.id ?? [])),
    ]);
    return new Map(
      [...standings].map(([id, { head, unread_count, mention_count }]) => [
        id,
        { unread_count, mention_count, last_seq: head.seq, last_message: last.get(id) ?? null },
      ]),
    );
  }

  private async lastMessages(ids: string[]): Promise<Map<string, Message>> {
    const stored = await this.messages.byIds(ids);
    const shown = await this.mapper.toMessages(stored);
    return new Map(stored.map(({ conversation }, index) => [conversation.id, shown[index] as Message]));
  }
}
