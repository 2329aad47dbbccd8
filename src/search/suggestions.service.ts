import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { Input, Output } from '../contract/operation.js';
import type { Suggestion, suggestSearches } from '../contract/search.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { Caller } from '../identity/caller.js';
import { fold, segmentsOf } from '../messages/folded-text.js';
import { askedTerms } from '../messages/search-terms.js';
import { RoomRepository } from '../rooms/room.repository.js';
import { termsOf } from '../rooms/rooms.rules.js';
import { UserRepository } from '../users/user.repository.js';
import { searchTerms } from '../users/users.rules.js';
import { RecentSearchRepository } from './recent-search.repository.js';
import { toSearchRoom } from './result.mapper.js';
import { ScopeService } from './scope.service.js';
import { Deadline, SearchRepository } from './search.repository.js';

const OF_EACH = 5;
const RECENT = 8;
/** Words are counted in this many messages that hold one: frequent ones show, and no more is read. */
const SAMPLE = 200;
const PATIENCE_MS = 500;

/** What was typed last, and what stands before it. */
interface Typed {
  before: string;
  operator: 'from' | 'in' | null;
  last: string;
}

@Injectable()
export class SuggestionsService {
  constructor(
    private readonly scopes: ScopeService,
    private readonly recents: RecentSearchRepository,
    private readonly users: UserRepository,
    private readonly rooms: RoomRepository,
    private readonly repository: SearchRepository,
  ) {}

  async suggest(
    caller: Caller,
    { q }: Input<typeof suggestSearches>,
  ): Promise<Output<typeof suggestSearches>> {
    const typed = typedLast(q);
    const { operator, last } = typed;
    if (operator === 'from') return { suggestions: await this.people(typed) };
    const conversations = await this.scopes.conversationsOf(caller);
    if (operator === 'in') return { suggestions: await this.places(typed, conversations) };
    const recent = await this.recent(caller, q);
    if (last === '') return { suggestions: recent };
    const more = await Promise.all([
      this.people(typed),
      this.places(typed, conversations),
      this.terms(typed, conversations),
    ]);
    return { suggestions: [...recent, ...more.flat()] };
  }

  private async recent(caller: Caller, q: string): Promise<Suggestion[]> {
    const asked = fold(q.trim());
    const found = (await this.recents.list(caller.id)).filter(({ query }) => fold(query).startsWith(asked));
    return found.slice(0, RECENT).map(({ id, query }) => ({ kind: 'recent', text: query, recent_id: id }));
  }

  private async people({ before, operator, last }: Typed): Promise<Suggestion[]> {
    const terms = searchTerms(last);
    if (terms.length === 0 && operator === null) return [];
    const found = await this.users.search({ terms, limit: OF_EACH });
    return found.map(({ id, username, display_name, avatar_url }) => ({
      kind: 'person',
      text: `${before}from:@${username} `,
      user: { id, username, display_name, avatar_url },
    }));
  }

  private async places({ before, last }: Typed, conversations: ConversationRef[]): Promise<Suggestion[]> {
    const ids = conversations.filter(({ type }) => type === 'room').map(({ id }) => id);
    const found = await this.rooms.findMany(ids, { terms: termsOf(last.replace(/^[#@]/, '')) });
    return found.slice(0, OF_EACH).map((room) => ({
      kind: 'room',
      text: `${before}in:#${/[\s"]/u.test(room.name) ? `"${room.name.replaceAll('"', '')}"` : room.name} `,
      room: toSearchRoom(room),
    }));
  }

  /** The words that begin so, the frequent ones first, of a sample of what the caller may read. */
  private async terms({ before, last }: Typed, conversations: ConversationRef[]): Promise<Suggestion[]> {
    const segments = segmentsOf(fold(last));
    const [segment] = segments;
    if (!segment || segments.length > 1 || Array.from(segment.text).length < 2 || conversations.length === 0)
      return [];
    const ids = conversations.map(({ id }) => id);
    const contents = await this.sample(ids, askedTerms(segment, 'prefix'));
    const counts = new Map<string, number>();
    for (const content of contents) {
      const words = new Set(segmentsOf(content.normalize('NFC').toLowerCase()).map(({ text }) => text));
      for (const word of words) {
        const folded = fold(word);
        if (folded.startsWith(segment.text) && folded !== segment.text)
          counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    return [...counts]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, OF_EACH)
      .map(([word]) => ({ kind: 'term', text: `${before}${word} ` }));
  }

  /** Suggestions are not worth waiting for. */
  private async sample(ids: string[], terms: string[]): Promise<string[]> {
    try {
      return await this.repository.sample(ids, terms, SAMPLE, new Deadline(PATIENCE_MS));
    } catch (error) {
      if (error instanceof AppError && error.code === 'search_too_broad') return [];
      throw error;
    }
  }
}

const typedLast = (q: string): Typed => {
  const before = q.slice(0, q.length - (/\S*$/u.exec(q)?.[0].length ?? 0));
  const last = q.slice(before.length);
  const operator = /^(from|in):(.*)$/isu.exec(last);
  if (!operator) return { before, operator: null, last };
  return {
    before,
    operator: (operator[1] as string).toLowerCase() as 'from' | 'in',
    last: (operator[2] as string).replace(/^[#@]/, ''),
  };
};
