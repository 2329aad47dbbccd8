import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { limits } from '../contract/limits.js';
import type { Message } from '../contract/message.js';
import type { Input, Output } from '../contract/operation.js';
import type { listThreads } from '../contract/threads.js';
import type { UserSummary } from '../contract/users.js';
import type { Caller } from '../identity/caller.js';
import { MessageMapper } from '../messages/message.mapper.js';
import { MessageRepository } from '../messages/message.repository.js';
import { ReplyRepository } from '../messages/reply.repository.js';
import { UserDirectory } from '../users/user-directory.js';
import { FollowRepository } from './follow.repository.js';
import { belongs, type Follow, positionOf } from './follow.rules.js';
import { type Activity, ThreadRepository } from './thread.repository.js';

/** The threads that somebody follows: a constant number of queries, however many they are. */
@Injectable()
export class FollowedThreadsService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly messages: MessageRepository,
    private readonly replies: ReplyRepository,
    private readonly mapper: MessageMapper,
    private readonly directory: UserDirectory,
    private readonly follows: FollowRepository,
    private readonly threads: ThreadRepository,
  ) {}

  async list(
    caller: Caller,
    { limit, before }: Input<typeof listThreads>,
  ): Promise<Output<typeof listThreads>> {
    const [follows, cursor] = await Promise.all([this.followed(caller.id), this.cursor(caller, before)]);
    const page = await this.threads.newest([...follows.keys()], cursor, limit + 1);
    const shown = page.slice(0, limit);
    const ids = shown.map(({ parent_id }) => parent_id);
    const [parents, unread, participants] = await Promise.all([
      this.parents(ids),
      this.unread(caller.id, ids, follows),
      this.replies.repliers(ids, limits.threadParticipants),
    ]);
    const starters = [...parents.values()].map(({ sender_id }) => sender_id);
    const people = await this.directory.summaries([
      ...new Set([...starters, ...[...participants.values()].flat()]),
    ]);
    const threads = shown.flatMap(({ parent_id, last_at }) => {
      const parent_message = parents.get(parent_id);
      if (!parent_message) return [];
      return [
        {
          parent_message,
          last_activity_at: last_at.toISOString(),
          unread_count: unread.get(parent_id) ?? 0,
          participants: known(people, [parent_message.sender_id, ...(participants.get(parent_id) ?? [])]),
        },
      ];
    });
    return { threads, has_more: page.length > limit };
  }

  /** By the id of the thread, of those conversations alone that the user is in: what they have left they do not follow. */
  private async followed(userId: string): Promise<Map<string, Follow>> {
    const [memberships, follows] = await Promise.all([
      this.memberships.ofUser(userId),
      this.follows.ofUser(userId),
    ]);
    const joined = new Map(memberships.map((membership) => [membership.conversation.id, membership]));
    return new Map(
      follows.flatMap((follow) => {
        const membership = joined.get(follow.conversation_id);
        return membership && belongs(follow, membership) ? [[follow.parent_id, follow] as const] : [];
      }),
    );
  }

  private async cursor(caller: Caller, before: string | undefined): Promise<Activity | null> {
    if (before === undefined) return null;
    const message = await this.messages.get(before);
    await this.access.requireMessage(caller, 'read', message.conversation);
    return (await this.threads.find(before)) ?? { parent_id: before, last_at: message.created_at };
  }

  private async parents(ids: string[]): Promise<Map<string, Message>> {
    const shown = await this.mapper.toMessages(await this.messages.byIds(ids));
    return new Map(shown.map((message) => [message.id, message]));
  }

  private async unread(userId: string, ids: string[], follows: Map<string, Follow>) {
    return this.replies.unread(
      userId,
      ids.flatMap((parent_id) => {
        const follow = follows.get(parent_id);
        return follow ? [{ parent_id, seq: positionOf(follow) }] : [];
      }),
    );
  }
}

const known = (people: Map<string, UserSummary>, ids: string[]): UserSummary[] =>
  [...new Set(ids)].flatMap((id) => people.get(id) ?? []);
