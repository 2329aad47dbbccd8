import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import type { listReceipts } from '../contract/inbox.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import type { StoredMessage } from '../messages/message.js';
import { MessageRepository } from '../messages/message.repository.js';
import { ReadPositions } from '../notifications/read-positions.js';
import { PreferenceDirectory } from '../preferences/preference-directory.js';
import { FollowRepository, type Reader } from '../threads/follow.repository.js';
import { UserDirectory } from '../users/user-directory.js';
import { PositionRepository } from './position.repository.js';

/**
 * Who has read a message, from the positions: nothing is written for each message and reader. A big room costs a page at a
 * time, 100 readers at most, by the index on its positions; and there `message_read` is not broadcast above 200 members
 * (InboxService), since each reader of each message would be told to everybody.
 */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly messages: MessageRepository,
    private readonly positions: PositionRepository,
    private readonly follows: FollowRepository,
    private readonly directory: UserDirectory,
    private readonly preferences: PreferenceDirectory,
    reads: ReadPositions,
  ) {
    reads.register((conversation, userIds) => positions.ofMany(conversation, userIds));
  }

  async list(caller: Caller, input: Input<typeof listReceipts>): Promise<Output<typeof listReceipts>> {
    const message = await this.messages.get(input.message_id);
    await this.access.requireMessage(caller, 'read', message.conversation);
    // Who tells nobody what they have read is not told what others have.
    if (!(await this.preferences.ofOne(caller.id)).receipts) return { read_by: [], has_more: false };
    const found = await this.readers(message, input.after, input.limit + 1);
    const readers = found.slice(0, input.limit);
    const people = await this.directory.summaries(readers.map(({ user_id }) => user_id));
    const read_by = readers.flatMap(({ user_id, read_at }) => {
      const user = people.get(user_id);
      return user ? [{ user, read_at: read_at.toISOString() }] : [];
    });
    return { read_by, has_more: found.length > input.limit };
  }

  /** Reads on until it has `count`: the positions of those who have left are still there, and are nobody's business. */
  private async readers(message: StoredMessage, after: string | undefined, count: number): Promise<Reader[]> {
    const readers: Reader[] = [];
    for (let cursor = after; readers.length < count; ) {
      const page = await this.page(message, { after: cursor, count });
      readers.push(...(await this.present(message, page)));
      cursor = page.at(-1)?.user_id;
      if (page.length < count) break;
    }
    return readers.slice(0, count);
  }

  /** What stands in a thread alone is read there: who reads on in the room has not seen it. */
  private page(
    { conversation, parent_id, also_in_room, seq }: StoredMessage,
    page: { after?: string; count: number },
  ): Promise<Reader[]> {
    return parent_id === null || also_in_room
      ? this.positions.readers(conversation, seq, page)
      : this.follows.readers(parent_id, seq, page);
  }

  /**
   * Without the sender and those who tell nobody, and of the present members only what they read in this membership.
   */
  private async present({ conversation, sender_id }: StoredMessage, page: Reader[]): Promise<Reader[]> {
    const ids = page.map(({ user_id }) => user_id);
    const [members, preferences] = await Promise.all([
      this.memberships.among(conversation.id, ids),
      this.preferences.of(ids),
    ]);
    const joinedAt = new Map(members.map(({ user_id, joined_at }) => [user_id, joined_at.getTime()]));
    return page.filter(
      ({ user_id, joined_at }) =>
        user_id !== sender_id &&
        joinedAt.get(user_id) === joined_at.getTime() &&
        preferences.get(user_id)?.receipts === true,
    );
  }
}
