import { Injectable } from '@nestjs/common';
import { ConversationHeads } from '../access/conversation-heads.js';
import { AppError } from '../common/errors/app-error.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { StoredMessage } from '../messages/message.js';
import { Deadline, type Moment, type SearchFilter, SearchRepository } from './search.repository.js';

/**
 * A word that is common is found among the latest messages; only for others all there is must be asked, which are few
 * then: the database sorts what it finds.
 */
const FIRST_STRETCH = 2_000;
const GROWTH = 4;
const BATCH = { grown: 500, terms: 800 } as const;
/**
 * What it costs to read the lists of a few terms, in messages that could be looked at by number meanwhile; a message costs about
 * the same by either index (DocumentDB: docs/decisions/0009).
 */
const LISTS = 2_000;
/** What is guessed from a few may be wrong by so much; a second stretch would cost another round trip. */
const MARGIN = 1.7;
const INDEX = { numbers: 'conversation_id_1_seq_1', terms: 'conversation_id_1_terms_1' } as const;
const FIRST_REACH_MS = 225_000;
const LATELY_MS = FIRST_REACH_MS * GROWTH ** 4;
const GLANCE_MS = 150;
/** Numbers are given in the order of arrival, times by the clocks of the nodes. */
const CLOCKS_MS = 60_000;

/** How many are looked for, and how many of what was given out were it. */
interface Wanted {
  count: number;
  found: () => number;
}

/** Messages that may be what is looked for, in batches, the newest first: the reader stops when they have enough. */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly repository: SearchRepository,
    private readonly heads: ConversationHeads,
  ) {}

  async *inConversation(
    conversation: ConversationRef,
    before: number | null,
    filter: SearchFilter,
    wanted: Wanted,
    deadline: Deadline,
  ): AsyncGenerator<StoredMessage[]> {
    const { id } = conversation;
    const end = before ?? (await this.heads.readOne(conversation)).seq + 1;
    const [floor, ceiling] = await Promise.all([
      filter.from ? this.seqAt(id, filter.from.getTime() - CLOCKS_MS, end, deadline) : 1,
      filter.until ? this.seqAt(id, filter.until.getTime() + CLOCKS_MS, end, deadline) : end,
    ]);
    let below = ceiling;
    let stretch = filter.rare ? Number.POSITIVE_INFINITY : FIRST_STRETCH;
    let size: number = filter.rare ? BATCH.terms : wanted.count;
    let candidates = 0;
    while (below > floor) {
      const from = Math.max(floor, below - stretch);
      // Named, as the planner of a database without statistics would fetch all that has the terms.
      const index = Number.isFinite(stretch) ? INDEX.numbers : INDEX.terms;
      const batch = await this.repository.inConversation(id, { from, below }, filter, size, deadline, index);
      yield batch;
      candidates += batch.length;
      if (batch.length < size) {
        below = from;
        stretch =
          filter.terms.length > 0
            ? nextStretch({ read: ceiling - below, left: below - floor, candidates }, wanted)
            : stretch * GROWTH;
        // All of a stretch is read and sorted for every batch of it: there should be one.
        if (filter.terms.length > 0) size = BATCH.terms;
      } else {
        below = (batch.at(-1) as StoredMessage).seq;
        size = grown(size, GROWTH);
      }
    }
  }

  async *everywhere(
    conversationIds: string[],
    after: Moment | null,
    filter: SearchFilter,
    count: number,
    deadline: Deadline,
  ): AsyncGenerator<StoredMessage[]> {
    let last = after;
    let size: number = count;
    for (const from of this.reaches(after, filter)) {
      // All that has the terms is read and sorted for every batch of it: there should be one.
      if (from === null && filter.terms.length > 0) size = BATCH.terms;
      for (let full = true; full; ) {
        const asked = { ...filter, from: from ?? filter.from };
        const batch = from
          ? await this.glance(conversationIds, last, asked, size, deadline)
          : await this.repository.everywhere(conversationIds, last, asked, size, deadline);
        if (batch === null) break;
        yield batch;
        full = batch.length === size;
        const end = batch.at(-1);
        if (end) last = { time: end.created_at, id: end.id };
        if (full) size = grown(size, 2);
      }
    }
  }

  /** A look at the latest messages by time alone, given up where they are too many. */
  private async glance(
    ids: string[],
    after: Moment | null,
    filter: SearchFilter,
    count: number,
    deadline: Deadline,
  ) {
    try {
      const patience = new Deadline(
        Math.min(deadline.left(), filter.terms.length > 0 ? GLANCE_MS : Infinity),
      );
      return await this.repository.everywhere(ids, after, filter, count, patience, 'created_at_1');
    } catch (error) {
      if (error instanceof AppError && error.code === 'search_too_broad' && deadline.left() > 0) return null;
      throw error;
    }
  }

  /**
   * How far back to look, step by step, at last as far as there is anything (null). By terms the first steps are enough:
   * what is common was said lately, and of all else there is not too much to sort.
   */
  private *reaches(after: Moment | null, { terms, from, until }: SearchFilter): Generator<Date | null> {
    const times = [Date.now(), after?.time.getTime(), until?.getTime()];
    const start = Math.min(...times.filter((time) => time !== undefined));
    const end = Math.max(from?.getTime() ?? 0, terms.length > 0 ? start - LATELY_MS : 0);
    for (let reach = FIRST_REACH_MS; start - reach >= end; reach *= GROWTH ** 2)
      yield new Date(start - reach);
    yield null;
  }

  /** The number of the first message that was sent then or later, by halving: a message has its number by its time. */
  private async seqAt(id: string, time: number, end: number, deadline: Deadline): Promise<number> {
    let low = 1;
    let high = end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const sent = await this.repository.sentAt(id, middle, deadline);
      if (sent !== null && sent.getTime() < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Of batches that follow each other the later are larger. */
const grown = (size: number, by: number): number => Math.max(size, Math.min(size * by, BATCH.grown));

/** How many numbers to read next, or infinity: all that has the terms. By what was found in those that were read. */
const nextStretch = (
  { read, left, candidates }: { read: number; left: number; candidates: number },
  { count, found }: Wanted,
): number => {
  const hits = found();
  if (hits === 0) return Number.POSITIVE_INFINITY;
  const numbers = Math.ceil(((count - hits) / hits) * read * MARGIN);
  const withTerms = (candidates / read) * left;
  return numbers < LISTS + withTerms ? numbers : Number.POSITIVE_INFINITY;
};
