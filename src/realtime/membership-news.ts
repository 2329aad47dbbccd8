import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';

interface News {
  at: number;
  what: 'joined' | 'left';
}

const MAX_ENTRIES = 50_000;

/**
 * What this node was told of memberships lately. Who reads memberships and acts on them a moment later asks here whether
 * something newer was told in between: without it a socket that connects while its user leaves would be subscribed to
 * what the user just left, and receive it.
 */
@Injectable()
export class MembershipNews {
  private readonly news = new Map<string, News>();
  private steps = 0;

  constructor(events: DomainEvents) {
    events.everywhere('member_joined', ({ conversation, user }) =>
      this.note(keyOf(conversation.id, user.id), 'joined'),
    );
    events.everywhere('member_left', ({ conversation, user_id }) =>
      this.note(keyOf(conversation.id, user_id), 'left'),
    );
    events.everywhere('room_deleted', ({ room_id }) => this.note(keyOf(room_id), 'left'));
  }

  /** To be taken before the memberships are read. */
  mark(): number {
    return this.steps;
  }

  /** What was told since the mark, if anything. A deleted room was left by everybody. */
  since(mark: number, conversationId: string, userId: string): News['what'] | undefined {
    const told = [keyOf(conversationId), keyOf(conversationId, userId)]
      .map((key) => this.news.get(key))
      .filter((news) => news !== undefined && news.at > mark);
    return told[0]?.what;
  }

  private note(key: string, what: News['what']): void {
    this.steps += 1;
    this.news.delete(key); // So that the oldest comes first.
    this.news.set(key, { at: this.steps, what });
    if (this.news.size <= MAX_ENTRIES) return;
    const [oldest] = this.news.keys();
    this.news.delete(oldest as string);
  }
}

const keyOf = (conversationId: string, userId = ''): string => `${conversationId}:${userId}`;
