import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { SearchQuery } from '../contract/search-query.js';
import { segmentsOf } from '../messages/folded-text.js';
import { besideContent } from '../messages/search-terms.js';
import type { Hit } from './hit.js';
import type { Matcher } from './matcher.js';
import { Deadline, type SearchFilter, SearchRepository } from './search.repository.js';

/** Of each source as many candidates are ranked. */
const CANDIDATES = 200;
/** The text index may not use up the time of the whole search: without its candidates there are the newest ones. */
const TEXT_INDEX_MS = 100;

/**
 * The order by relevance. Candidates come from two sides: the text index, which knows the best of all times, and the
 * terms, which know parts of words and every language, the newest first. All are judged by one measure.
 */
@Injectable()
export class RankingService {
  constructor(private readonly repository: SearchRepository) {}

  async best(
    conversationIds: string[],
    query: SearchQuery,
    matcher: Matcher,
    filter: SearchFilter,
    deadline: Deadline,
  ): Promise<Hit[]> {
    const [scored, newest] = await Promise.all([
      this.byTextIndex(conversationIds, query, filter),
      this.repository.everywhere(conversationIds, null, filter, CANDIDATES, deadline),
    ]);
    const candidates = new Map([...scored, ...newest].map((message) => [message.id, message]));
    const hits = [...candidates.values()].flatMap((message): Hit[] => {
      const match = matcher.match(message.content, besideContent(message));
      return match ? [{ message, match }] : [];
    });
    return hits.sort((a, b) => better(rankOf(a), rankOf(b)));
  }

  private async byTextIndex(conversationIds: string[], query: SearchQuery, filter: SearchFilter) {
    const words = wholeWords(query);
    if (words.length === 0) return [];
    try {
      return await this.repository.byScore(
        conversationIds,
        words,
        filter,
        CANDIDATES,
        new Deadline(TEXT_INDEX_MS),
      );
    } catch (error) {
      if (error instanceof AppError && error.code === 'search_too_broad') return [];
      throw error;
    }
  }
}

/** The text index has words as they are written, so they are asked for unfolded. */
const wholeWords = ({ words, phrases }: SearchQuery): string[] => {
  const texts = [...words, ...phrases].map((text) => text.normalize('NFC').toLowerCase());
  const found = texts.flatMap(segmentsOf).filter(({ text, spaced }) => spaced && text.length > 1);
  return [...new Set(found.map(({ text }) => text))].slice(0, 8);
};

/** What the order by relevance goes by. */
export interface Rank {
  score: number;
  time: number;
  id: string;
}

export const rankOf = ({ message, match }: Hit): Rank => ({
  score: match.score,
  time: message.created_at.getTime(),
  id: message.id,
});

/** The better ones first, of equal ones the newer. */
export const better = (a: Rank, b: Rank): number =>
  b.score - a.score || b.time - a.time || (a.id < b.id ? 1 : -1);
