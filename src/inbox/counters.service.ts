import { Injectable } from '@nestjs/common';
import type { Membership } from '../access/membership.repository.js';
import { BatchCache } from '../common/cache/batch-cache.js';
import type { Counters } from '../contract/inbox.js';
import { type Head, noHead } from '../messages/head.repository.js';
import { HeadService } from '../messages/head.service.js';
import { TailRepository } from '../messages/tail.repository.js';
import { type AfterPosition, type Position, UnreadRepository } from '../messages/unread.repository.js';
import { countedOf, countersOf, notBefore, positionOf } from './inbox.rules.js';
import { PositionRepository } from './position.repository.js';

export interface Standing extends Counters {
  head: Head;
}

/** A conversation as its reader has it before them: how far it has come, and how far they have. */
export interface Place {
  id: string;
  head: Head;
  position: { seq: number; top: number };
}

interface Behind extends Position {
  head: Head;
}

/** Of more conversations than these all that is near each other is counted by four queries. */
const MOST_APART = 16;
/** A page that connects asks in `ready` for what it then lists. */
const KEPT_MS = 5_000;

const nothing: AfterPosition = { own: 0, deleted: 0, mentions: 0 };
const keyOf = (userId: string, { conversation_id: id, seq, head }: Behind): string =>
  [userId, id, seq, head.seq, head.rev].join(':');
const partsOf = (key: string): { userId: string; id: string; seq: number } => {
  const [userId = '', id = '', seq] = key.split(':');
  return { userId, id, seq: Number(seq) };
};

const read: Counters = { unread_count: 0, mention_count: 0 };

/** Counters of a reader, derived from positions. The queries are few, and fewer the nearer the positions are to each other. */
@Injectable()
export class CountersService {
  /** By reader, head and position: whatever is said, changed or read makes another key. */
  private readonly counted = new BatchCache<AfterPosition>((keys) => this.countEach(keys), KEPT_MS);

  constructor(
    private readonly heads: HeadService,
    private readonly positions: PositionRepository,
    private readonly unread: UnreadRepository,
    private readonly tails: TailRepository,
  ) {}

  async of(userId: string, memberships: Membership[]): Promise<Map<string, Standing>> {
    return this.count(userId, await this.places(userId, memberships));
  }

  async places(userId: string, memberships: Membership[]): Promise<Place[]> {
    const [heads, positions] = await Promise.all([
      this.heads.read(memberships.map(({ conversation }) => conversation.id)),
      this.positions.ofUser(userId),
    ]);
    return memberships.map((membership) => {
      const id = membership.conversation.id;
      const head = heads.get(id) ?? noHead;
      // What was removed for its age is not unread.
      return { id, head, position: notBefore(head.floor, positionOf(membership, positions.get(id))) };
    });
  }

  async count(userId: string, places: Place[]): Promise<Map<string, Standing>> {
    const behind = places.filter(({ head, position }) => head.top > position.top);
    const after = await this.after(
      userId,
      behind.map(({ id, head, position }) => ({ conversation_id: id, head, seq: position.seq })),
    );
    return new Map(
      places.map(({ id, head, position }) => {
        const counted = after.get(id);
        return [id, { head, ...(counted ? countersOf(head.top, position.top, counted) : read) }];
      }),
    );
  }

  async one(userId: string, membership: Membership): Promise<Standing> {
    const standings = await this.of(userId, [membership]);
    return standings.get(membership.conversation.id) ?? { head: noHead, ...read };
  }

  /** Near their heads few conversations are read for all their readers, by one query; the rest is counted for this one. */
  private async after(userId: string, behind: Behind[]): Promise<Map<string, AfterPosition>> {
    const near = behind.filter(({ head, seq }) => this.tails.isNear(head, seq));
    const apart = new Set(near.length <= MOST_APART ? near : []);
    const [counted, ...traced] = await Promise.all([
      this.countApart(
        userId,
        behind.filter((one) => !apart.has(one)),
      ),
      ...[...apart].map(
        async ({ conversation_id: id, head, seq }) =>
          [id, countedOf(await this.tails.after(id, head, seq), userId)] as const,
      ),
    ]);
    return new Map([...counted, ...traced]);
  }

  private async countApart(userId: string, behind: Behind[]): Promise<[string, AfterPosition][]> {
    const counted = await this.counted.getMany(behind.map((one) => keyOf(userId, one)));
    return [...counted].map(([key, after]) => [partsOf(key).id, after]);
  }

  /** The keys of one reader, as they were asked for together. */
  private async countEach(keys: string[]): Promise<Map<string, AfterPosition>> {
    const positions = keys.map((key) => ({ conversation_id: partsOf(key).id, seq: partsOf(key).seq }));
    const counted = await this.unread.after(partsOf(keys[0] ?? '').userId, positions);
    return new Map(keys.map((key) => [key, counted.get(partsOf(key).id) ?? nothing]));
  }
}
