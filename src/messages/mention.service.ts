import { Injectable } from '@nestjs/common';
import { MembershipRepository } from '../access/membership.repository.js';
import { UserDirectory } from '../users/user-directory.js';
import { mentionCandidates, mentionedIds } from './messages.rules.js';

/** Finds whom a content mentions. */
@Injectable()
export class MentionService {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly directory: UserDirectory,
  ) {}

  /** Members whom the content mentions or who were named beside it, without the sender. */
  async of(senderId: string, conversationId: string, content: string, named: string[]): Promise<string[]> {
    const candidates = mentionCandidates(content);
    if (candidates.length === 0 && named.length === 0) return [];
    const idsByName = await this.directory.idsByUsername([...new Set(candidates.flat())]);
    const ids = new Set([...mentionedIds(candidates, idsByName), ...named]);
    ids.delete(senderId);
    const members = await this.memberships.among(conversationId, [...ids]);
    return members.map(({ user_id }) => user_id);
  }
}
