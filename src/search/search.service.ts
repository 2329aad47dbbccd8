import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { Input, Output } from '../contract/operation.js';
import type { searchMessages } from '../contract/search.js';
import { parseSearchQuery, type SearchQuery } from '../contract/search-query.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { Caller } from '../identity/caller.js';
import type { StoredMessage } from '../messages/message.js';
import { besideContent, senderTerm, typeTerm } from '../messages/search-terms.js';
import { CandidatesService } from './candidates.service.js';
import { readCursor, writeCursor } from './cursor.js';
import { periodOf } from './days.js';
import type { Hit } from './hit.js';
import { Matcher } from './matcher.js';
import { better, RankingService, rankOf } from './ranking.service.js';
import { RecentSearchRepository } from './recent-search.repository.js';
import { ResultMapper } from './result.mapper.js';
import { type Scope, ScopeService } from './scope.service.js';
import { Deadline, type SearchFilter } from './search.repository.js';
import { TermFrequencies } from './term-frequencies.service.js';

type SearchInput = Input<typeof searchMessages>;

const PATIENCE_MS = 3_000;
/** A page ends after so many messages were looked at in vain; its cursor goes on from there. */
const LOOKED_AT = 5_000;

interface Page {
  hits: Hit[];
  /** Null when there is nothing more. */
  cursor: string | null;
}

interface Search {
  input: SearchInput;
  conversations: ConversationRef[];
  query: SearchQuery;
  matcher: Matcher;
  filter: SearchFilter;
  deadline: Deadline;
}

@Injectable()
export class SearchService {
  constructor(
    private readonly scopes: ScopeService,
    private readonly candidates: CandidatesService,
    private readonly frequencies: TermFrequencies,
    private readonly ranking: RankingService,
    private readonly recents: RecentSearchRepository,
    private readonly mapper: ResultMapper,
  ) {}

  async search(caller: Caller, input: SearchInput): Promise<Output<typeof searchMessages>> {
    const deadline = new Deadline(PATIENCE_MS);
    const query = parseSearchQuery(input.query);
    const scope = await this.scopes.of(caller, input, query);
    if (input.remember && input.query.trim() !== '' && input.cursor === undefined)
      await this.recents.add(caller.id, input.query.trim());
    const { conversations, unknown } = scope;
    const matcher = new Matcher(query);
    const asked = await this.frequencies.telling(conversations, matcher.terms);
    const filter = filterOf(input, query, scope, asked);
    const search = { input, conversations, query, matcher, filter, deadline };
    const page = isPossible(search, scope) ? await this.page(search) : { hits: [], cursor: null };
    return {
      results: await this.mapper.toResults(page.hits),
      has_more: page.cursor !== null,
      cursor: page.cursor,
      unknown,
    };
  }

  private page(search: Search): Promise<Page> {
    if (search.input.sort === 'relevance') return this.byRelevance(search);
    const [only] = search.conversations;
    return only && search.conversations.length === 1 ? this.inOne(search, only) : this.inMany(search);
  }

  private inOne(search: Search, conversation: ConversationRef): Promise<Page> {
    const { input, filter, deadline } = search;
    const before = readCursor('place', input.cursor)?.seq ?? null;
    const hits: Hit[] = [];
    const wanted = { count: input.limit + 1, found: () => hits.length };
    const batches = this.candidates.inConversation(conversation, before, filter, wanted, deadline);
    return this.collect(search, batches, ({ seq }) => writeCursor('place', { seq }), hits);
  }

  private inMany(search: Search): Promise<Page> {
    const { input, conversations, filter, deadline } = search;
    const cursor = readCursor('moment', input.cursor);
    const after = cursor && { id: cursor.id, time: new Date(cursor.time) };
    const ids = conversations.map(({ id }) => id);
    const batches = this.candidates.everywhere(ids, after, filter, input.limit + 1, deadline);
    return this.collect(search, batches, ({ id, created_at }) =>
      writeCursor('moment', { id, time: created_at.getTime() }),
    );
  }

  private async byRelevance({
    input,
    conversations,
    query,
    matcher,
    filter,
    deadline,
  }: Search): Promise<Page> {
    const cursor = readCursor('rank', input.cursor);
    const seen = cursor?.seen ?? Date.now();
    const until = new Date(Math.min(seen + 1, filter.until?.getTime() ?? Number.POSITIVE_INFINITY));
    const ids = conversations.map(({ id }) => id);
    const ranked = await this.ranking.best(ids, query, matcher, { ...filter, until }, deadline);
    const rest = cursor ? ranked.filter((hit) => better(rankOf(hit), cursor) > 0) : ranked;
    const hits = rest.slice(0, input.limit);
    const last = hits.at(-1);
    if (!last || rest.length <= hits.length) return { hits, cursor: null };
    return { hits, cursor: writeCursor('rank', { ...rankOf(last), seen }) };
  }

  /** What matches, until there is a page and one more, which only says that there are more. */
  private async collect(
    { input, matcher }: Search,
    batches: AsyncGenerator<StoredMessage[]>,
    cursorAt: (message: StoredMessage) => string,
    hits: Hit[] = [],
  ): Promise<Page> {
    let last: StoredMessage | undefined;
    let seen = 0;
    try {
      for await (const batch of batches) {
        for (const message of batch) {
          const match = matcher.match(message.content, besideContent(message));
          if (match && hits.length === input.limit)
            return { hits, cursor: cursorAt((hits.at(-1) as Hit).message) };
          if (match) hits.push({ message, match });
          last = message;
        }
        seen += batch.length;
        if (last && seen >= LOOKED_AT) return { hits, cursor: cursorAt(last) };
      }
    } catch (error) {
      const late = error instanceof AppError && error.code === 'search_too_broad';
      if (!late || !last || hits.length === 0) throw error;
      return { hits, cursor: cursorAt(last) };
    }
    return { hits, cursor: null };
  }
}

const filterOf = (
  input: SearchInput,
  query: SearchQuery,
  { sender_ids }: Scope,
  { terms, absent }: { terms: string[]; absent: boolean },
): SearchFilter => {
  const types = new Set([...query.has, ...(input.content_type ? [input.content_type] : [])]);
  const [sender] = sender_ids ?? [];
  const one = sender !== undefined && sender_ids?.length === 1;
  return {
    rare: absent,
    terms: [...terms, ...(one ? [senderTerm(sender)] : []), ...[...types].map(typeTerm)],
    sender_ids: one ? null : sender_ids,
    ...periodOf({ ...query, from: input.from, to: input.to }, input.time_zone),
  };
};

/** A query of marks alone asks for nothing; an operator that names nobody rules everything out. */
const isPossible = (
  { input, conversations, query, matcher, filter }: Search,
  { unknown }: Scope,
): boolean => {
  const { room_id, dm_id } = input;
  const narrowed =
    matcher.demanding ||
    filter.terms.length > 0 ||
    [room_id, dm_id, filter.sender_ids, filter.from, filter.until].some((limit) => limit) ||
    query.in.length > 0;
  const inOrder = !filter.from || !filter.until || filter.from < filter.until;
  const nobody = filter.sender_ids?.length === 0;
  return narrowed && inOrder && !nobody && unknown.length === 0 && conversations.length > 0;
};
