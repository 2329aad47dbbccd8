import { Injectable } from '@nestjs/common';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { FollowRepository } from '../threads/follow.repository.js';
import { AudienceService, PAGE } from './audience.service.js';
import type { NewNotification, StoredNotification, Told } from './notification.js';
import { NotificationMapper } from './notification.mapper.js';
import { NotificationRepository } from './notification.repository.js';
import { type Decision, decide, isKept } from './notifications.rules.js';
import { PushQueue } from './push-queue.js';
import { ReadPositions } from './read-positions.js';
import { type Case, messageFacts, ReaderFactsService, reactionFacts } from './reader-facts.service.js';

/**
 * Brings what is stored of notifications into line with messages as they now are. Told twice, by two nodes, or again by the
 * sweep, it adds nothing: a decision is kept under a unique index, also one against, so that nobody is notified late of
 * what they were not to be notified of.
 */
@Injectable()
export class NotifierService {
  constructor(
    private readonly audience: AudienceService,
    private readonly readers: ReaderFactsService,
    private readonly repository: NotificationRepository,
    private readonly follows: FollowRepository,
    private readonly positions: ReadPositions,
    private readonly mapper: NotificationMapper,
    private readonly pushes: PushQueue,
    private readonly events: DomainEvents,
  ) {}

  /** Of one conversation. `fresh`: nothing can have been decided of them yet but by somebody who does the same. */
  async settle(conversation: ConversationRef, told: Told[], { fresh }: { fresh: boolean }): Promise<void> {
    const living = told.filter(({ deleted }) => !deleted);
    for (const { id } of told.filter(({ deleted }) => deleted)) await this.takeBackAll(id);
    const audiences = await this.audience.of(conversation, living);
    const cases: Case[] = [];
    for (const message of living) {
      const userIds = audiences.get(message.id) ?? new Set<string>();
      if (!fresh) for (const row of await this.allLive(message.id)) userIds.add(row.user_id);
      const facts = userIds.size > 0 ? messageFacts(message) : undefined;
      if (facts) for (const page of pages([...userIds])) cases.push({ message, facts, userIds: page });
      cases.push(...(fresh ? [] : await this.reactionCases(message)));
    }
    await this.judgeInPages(conversation, cases, fresh);
    for (const message of living.filter((one) => one.mentions_room || one.mentions_here)) {
      const facts = messageFacts(message);
      for await (const userIds of this.audience.everybody(conversation)) {
        await this.judge(conversation, [{ message, facts, userIds }], fresh);
      }
    }
  }

  /** Tells of a notification that is no message's: kept under the same index. */
  async add(fresh: NewNotification[]): Promise<void> {
    await this.tell(await this.repository.insert(fresh));
  }

  async takeBack(rows: StoredNotification[]): Promise<void> {
    if (rows.length === 0) return;
    await this.repository.withdraw(rows.map(({ id }) => id));
    const ids = Map.groupBy(rows, ({ user_id }) => user_id);
    const counts = await this.repository.unreadCounts([...ids.keys()]);
    for (const [user_id, own] of ids) {
      await this.events.emit('notifications_removed', {
        user_id,
        ids: own.map(({ id }) => id),
        unread_count: counts.get(user_id) ?? 0,
      });
    }
  }

  private async judgeInPages(conversation: ConversationRef, cases: Case[], fresh: boolean): Promise<void> {
    let batch: Case[] = [];
    let size = 0;
    for (const one of cases) {
      batch.push(one);
      size += one.userIds.length;
      if (size < PAGE) continue;
      await this.judge(conversation, batch, fresh);
      batch = [];
      size = 0;
    }
    await this.judge(conversation, batch, fresh);
  }

  private async judge(conversation: ConversationRef, cases: Case[], fresh: boolean): Promise<void> {
    const asked = cases.filter(({ userIds }) => userIds.length > 0);
    if (asked.length === 0) return;
    const factsOf = await this.readers.load(conversation, asked);
    const now = new Date();
    const added: NewNotification[] = [];
    const gone: StoredNotification[] = [];
    const revived: StoredNotification[] = [];
    for (const { message, facts, userIds } of asked) {
      const slot = facts.about;
      const known = new Map(
        (fresh ? [] : await this.repository.of(message.id, slot, userIds)).map((row) => [row.user_id, row]),
      );
      for (const userId of userIds) {
        const decision = decide(facts, factsOf(facts, userId), now);
        const row = known.get(userId);
        if (!row) {
          if (isKept(decision)) added.push(newRow(message, facts.actor_id, userId, slot, decision));
        } else if (row.state === 'notified') {
          if (!isKept(decision)) gone.push(row);
          else if (decision.kind && decision.kind !== row.kind)
            await this.repository.relabel(row.id, { kind: decision.kind });
        } else if (await this.revives(row, decision)) {
          revived.push({ ...row, state: 'notified', kind: decision.kind ?? row.kind, read_at: null });
        }
      }
    }
    await this.takeBack(gone);
    await this.tell([...(await this.repository.insert(added)), ...revived]);
  }

  /** What was taken back comes again when its reason does; what was silent only when it concerns the reader in another way. */
  private async revives(row: StoredNotification, { kind, reason }: Decision): Promise<boolean> {
    if (reason !== 'notified' || kind === null) return false;
    if (row.state === 'silent' && row.kind === kind) return false;
    return this.repository.revive(row, kind);
  }

  /** Of all reactions to a message its author is notified once, by the first; they are taken back with the last. */
  private async reactionCases(message: Told): Promise<Case[]> {
    const others = message.reactions.filter(({ user_id }) => user_id !== message.sender_id);
    const [row] = await this.repository.of(message.id, 'reaction', [message.sender_id]);
    const first = others.find(({ user_id }) => user_id === row?.actor_id) ?? others[0];
    if (!first) {
      if (row?.state === 'notified') await this.takeBack([row]);
      return [];
    }
    if (row && (row.actor_id !== first.user_id || row.emoji !== first.emoji))
      await this.repository.relabel(row.id, { actor_id: first.user_id, emoji: first.emoji });
    return [{ message, facts: reactionFacts(message, first.user_id), userIds: [message.sender_id] }];
  }

  private async tell(rows: StoredNotification[]): Promise<void> {
    const unread = await this.withoutRead(rows.filter(({ state }) => state === 'notified'));
    if (unread.length === 0) return;
    const [notifications, counts] = await Promise.all([
      this.mapper.toNotifications(unread),
      this.repository.unreadCounts([...new Set(unread.map(({ user_id }) => user_id))]),
    ]);
    const added = notifications.flatMap((notification, index) => {
      const user_id = unread[index]?.user_id;
      return user_id ? [{ user_id, notification, unread_count: counts.get(user_id) ?? 0 }] : [];
    });
    await this.events.emit('notifications_added', { added });
    await this.pushes.give(unread);
  }

  /** Who had read it before this was stored told nobody to read it: their position says so, which is asked after. */
  private async withoutRead(rows: StoredNotification[]): Promise<StoredNotification[]> {
    const byConversation = Map.groupBy(
      rows.filter(({ slot }) => slot === 'message'),
      ({ conversation }) => conversation.id,
    );
    const read = new Set<StoredNotification>();
    for (const group of byConversation.values()) {
      const { conversation } = group[0] as StoredNotification;
      const positions = await this.positions.of(
        conversation,
        group.filter(({ in_thread }) => !in_thread).map(({ user_id }) => user_id),
      );
      for (const row of group) {
        const seq = row.in_thread ? await this.readInThread(row) : (positions.get(row.user_id) ?? 0);
        if (seq >= row.seq) read.add(row);
      }
    }
    for (const { user_id, id } of read) await this.repository.read(user_id, { ids: [id] });
    return rows.filter((row) => !read.has(row));
  }

  private async readInThread({ user_id, parent_id }: StoredNotification): Promise<number> {
    return parent_id === null ? 0 : ((await this.follows.find(user_id, parent_id))?.read_seq ?? 0);
  }

  private async takeBackAll(messageId: string): Promise<void> {
    for (let page = await this.repository.live(messageId, undefined, PAGE); page.length > 0; ) {
      await this.takeBack(page);
      page = await this.repository.live(messageId, page.at(-1)?.user_id, PAGE);
    }
  }

  private async allLive(messageId: string): Promise<StoredNotification[]> {
    const rows = await this.repository.about([messageId]);
    return rows.filter(({ slot, state }) => slot === 'message' && state === 'notified');
  }
}

const newRow = (
  message: Told,
  actor_id: string,
  user_id: string,
  slot: 'message' | 'reaction',
  { kind, reason }: Decision,
): NewNotification => ({
  user_id,
  subject_id: message.id,
  slot,
  kind: kind ?? 'message',
  reason,
  conversation: message.conversation,
  message_id: message.id,
  parent_id: message.parent_id,
  seq: message.seq,
  in_thread: message.parent_id !== null && !message.also_in_room,
  actor_id,
  emoji:
    slot === 'reaction' ? (message.reactions.find((one) => one.user_id === actor_id)?.emoji ?? null) : null,
});

const pages = (ids: string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, n) => ids.slice(n * PAGE, (n + 1) * PAGE));
