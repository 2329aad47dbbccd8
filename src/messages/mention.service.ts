import { Injectable } from '@nestjs/common';
import type { Access } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { mentionsOf } from '../contract/markdown.js';
import type { GroupWord } from '../contract/markdown-tree.js';
import { UserDirectory } from '../users/user-directory.js';
import { type Mentions, mayMentionRoom, mentionedIds } from './messages.rules.js';

/** Finds whom a content mentions. */
@Injectable()
export class MentionService {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly directory: UserDirectory,
  ) {}

  /** Members whom the content mentions or who were named beside it, without the sender; and whether it is for everybody. */
  async of(senderId: string, access: Access, content: string, named: string[]): Promise<Mentions> {
    const found = mentionsOf(content);
    const [mentions, words] = await Promise.all([
      this.members(senderId, access.conversation.id, found.names, named),
      this.words(access, found.words),
    ]);
    return { mentions, mentions_room: words.has('room'), mentions_here: words.has('here') };
  }

  private async members(
    senderId: string,
    conversationId: string,
    candidates: string[][],
    named: string[],
  ): Promise<string[]> {
    if (candidates.length === 0 && named.length === 0) return [];
    const idsByName = await this.directory.idsByUsername([...new Set(candidates.flat())]);
    const ids = new Set([...mentionedIds(candidates, idsByName), ...named]);
    ids.delete(senderId);
    const members = await this.memberships.among(conversationId, [...ids]);
    return members.map(({ user_id }) => user_id);
  }

  /**
   * `@room` and `@here`, where the sender may say so. `@here` is meant for those who are online, which only a notification
   * can follow: who was online at that moment is not kept, so it counts as a mention for every member, as `@room` does.
   */
  private async words(
    { conversation, role }: Access,
    words: ReadonlySet<GroupWord>,
  ): Promise<ReadonlySet<GroupWord>> {
    if (words.size === 0 || conversation.type !== 'room') return new Set();
    const members = await this.memberships.count(conversation.id);
    return mayMentionRoom(role, members) ? words : new Set();
  }
}
