import { Injectable } from '@nestjs/common';
import { ConversationHeads } from '../access/conversation-heads.js';
import { ShortCache } from '../common/cache/short-cache.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { SearchRepository } from './search.repository.js';

const SAMPLE = 500;
const SAMPLE_LIFE_MS = 10 * 60_000;
const MOST_SAMPLES = 200;
/** The database reads what it has of each term that it is asked for: some rare ones leave as little as all of them do. */
const ASKED = 6;

/** Which terms are rare in a conversation, judged by its latest messages. Wrong guesses cost time and change no answer. */
@Injectable()
export class TermFrequencies {
  private readonly samples = new ShortCache<ReadonlyMap<string, number>>(
    (key) => this.count(key),
    SAMPLE_LIFE_MS,
    MOST_SAMPLES,
  );

  constructor(
    private readonly repository: SearchRepository,
    private readonly heads: ConversationHeads,
  ) {}

  /** The rarest of the terms, in that order; `absent` when the first was in none of the latest messages. */
  async rarest(
    { type, id }: ConversationRef,
    terms: string[],
  ): Promise<{ terms: string[]; absent: boolean }> {
    if (terms.length === 0) return { terms, absent: false };
    const sample = await this.samples.get(`${type}:${id}`);
    const frequency = (term: string) => sample.get(term) ?? 0;
    const rarest = [...terms].sort((a, b) => frequency(a) - frequency(b)).slice(0, ASKED);
    return { terms: rarest, absent: frequency(rarest[0] as string) === 0 };
  }

  private async count(key: string): Promise<ReadonlyMap<string, number>> {
    const [type, id] = key.split(':') as [ConversationRef['type'], string];
    const { seq } = await this.heads.readOne({ type, id });
    const counts = new Map<string, number>();
    for (const terms of await this.repository.termsOf(id, { from: seq - SAMPLE + 1, below: seq + 1 }))
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    return counts;
  }
}
