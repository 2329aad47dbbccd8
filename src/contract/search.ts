import { z } from 'zod';
import { Conversation } from './dm.js';
import { limits } from './limits.js';
import { Message } from './message.js';
import { operation } from './operation.js';
import { Room } from './rooms.js';
import { contentTypes } from './search-query.js';
import { Id, isTimeZone, Limit, Time, text } from './text.js';
import { UserSummary } from './users.js';

/** A stretch of a text, in UTF-16 code units as JavaScript counts: `text.slice(start, end)`. */
export const Highlight = z
  .object({ start: z.number().int(), end: z.number().int() })
  .meta({ id: 'Highlight', description: 'In UTF-16 code units: `content.slice(start, end)`' });
export type Highlight = z.infer<typeof Highlight>;

/** What a result shows of the room that it is from. */
export const SearchRoom = Room.pick({
  id: true,
  name: true,
  type: true,
  cover_url: true,
  archived: true,
}).meta({
  id: 'SearchRoom',
});
export type SearchRoom = z.infer<typeof SearchRoom>;

/** What a result shows of the DM that it is from. */
export const SearchConversation = Conversation.pick({ id: true, participants: true }).meta({
  id: 'SearchConversation',
});
export type SearchConversation = z.infer<typeof SearchConversation>;

export const SearchResult = z
  .object({
    message: Message,
    highlights: z
      .array(Highlight)
      .meta({ description: 'Where the content says what was asked for: ascending, never overlapping' }),
    file_highlights: z
      .array(Highlight.extend({ file_id: Id }))
      .meta({ description: 'The same in the names of attachments' }),
    forward_highlights: z
      .array(Highlight)
      .meta({ description: 'The same in the content of what the message forwards' }),
    room: SearchRoom.optional().meta({ description: 'Of a message in a room' }),
    conversation: SearchConversation.optional().meta({ description: 'Of a message in a DM' }),
  })
  .meta({ id: 'SearchResult' });
export type SearchResult = z.infer<typeof SearchResult>;

/** A day, or a moment. */
const When = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .meta({ description: 'A day such as `2026-01-31`, or a moment in ISO 8601' });

const searchSorts = ['newest', 'relevance'] as const;

export const searchMessages = operation({
  id: 'search_messages',
  tag: 'Search',
  summary: 'Search messages of the conversations that the caller is in',
  description:
    'All words must occur, in any order and in any form of case and accents; the last one may be the beginning or a part of a ' +
    'word, unless a space follows it. File names count as well as content; thread replies are found, deleted messages are not. ' +
    'In the query: `"an exact phrase"`, `-without`, `from:@amy` (or `from:me`), `in:#room` (or `in:@amy` for a DM), ' +
    '`has:link|file|image|video`, `before:2026-01-31`, `after:`, `on:`. Operators narrow down what the fields say. ' +
    'Pages stay as they were begun while messages arrive. Something must be asked for: words, or a filter.',
  input: z
    .object({
      query: text(limits.searchQuery.max).default(''),
      room_id: Id.optional(),
      dm_id: Id.optional(),
      sender_id: Id.optional(),
      from: When.optional().meta({ description: 'Not sent before: a day or a moment' }),
      to: When.optional().meta({ description: 'Not sent later: a day, to its end, or a moment' }),
      time_zone: text(64)
        .refine(isTimeZone, 'must be the IANA name of a time zone')
        .default('UTC')
        .meta({ description: 'Where days begin, such as `Europe/Berlin`' }),
      content_type: z.enum(contentTypes).optional().meta({
        description:
          '`file` is any attachment, `link` a link in the content, `text` a message without attachments',
      }),
      sort: z.enum(searchSorts).default('newest').meta({
        description: 'By `relevance`: exact words and phrases first, then parts of words, newer ones first',
      }),
      remember: z
        .boolean()
        .default(true)
        .meta({ description: 'Keep it among the recent searches of the caller: `false` while they type' }),
      limit: Limit,
      cursor: text(limits.searchCursor.max, 1)
        .optional()
        .meta({ description: 'As the page before gave it, with the same query and filters' }),
    })
    .refine(
      ({ room_id, dm_id }) => room_id === undefined || dm_id === undefined,
      'takes one of room_id and dm_id',
    )
    .refine(
      ({ query, room_id, dm_id, sender_id, from, to, content_type }) =>
        query.trim() !== '' ||
        [room_id, dm_id, sender_id, from, to, content_type].some((filter) => filter !== undefined),
      'needs a query or a filter',
    ),
  output: z.object({
    results: z.array(SearchResult),
    has_more: z.boolean(),
    cursor: z.string().nullable().meta({ description: 'Of the next page; null when there is none' }),
    unknown: z.array(z.string()).meta({
      description:
        'Operators of the query that name nobody and nothing, such as `from:@nobody`: nothing is found then',
    }),
  }),
  limit: 'search',
  errors: ['room_not_found', 'dm_not_found', 'not_a_member', 'search_too_broad'],
  http: [{ method: 'POST', path: '/search', status: 200 }],
});

export const RecentSearch = z
  .object({ id: Id, query: z.string(), searched_at: Time })
  .meta({ id: 'RecentSearch' });
export type RecentSearch = z.infer<typeof RecentSearch>;

const suggestion = <K extends string, T extends z.ZodRawShape>(kind: K, shape: T) =>
  z.object({
    kind: z.literal(kind),
    text: z.string().meta({ description: 'What the box holds when it is chosen' }),
    ...shape,
  });

/** `text` is all of the box: what was typed, with the last word of it completed. */
export const Suggestion = z
  .discriminatedUnion('kind', [
    suggestion('recent', { recent_id: Id }),
    suggestion('person', { user: UserSummary }),
    suggestion('room', { room: SearchRoom }),
    suggestion('term', {}),
  ])
  .meta({ id: 'Suggestion' });
export type Suggestion = z.infer<typeof Suggestion>;

export const suggestSearches = operation({
  id: 'suggest_searches',
  tag: 'Search',
  summary: 'What to search for, as somebody types',
  description:
    'For nothing typed: recent searches of one’s own. Else recent searches that begin so, people (`from:@amy`), rooms of the ' +
    'caller (`in:#general`) and words that are used in their conversations. `from:` and `in:` alone suggest people and rooms.',
  input: z.object({ q: text(limits.searchQuery.max).default('') }),
  output: z.object({ suggestions: z.array(Suggestion) }),
  limit: 'search',
  http: [{ method: 'GET', path: '/search/suggestions', status: 200 }],
});

export const listRecentSearches = operation({
  id: 'list_recent_searches',
  tag: 'Search',
  summary: 'Recent searches of one’s own, the latest first',
  input: z.object({}),
  output: z.object({ searches: z.array(RecentSearch).max(limits.recentSearches) }),
  limit: 'read',
  http: [{ method: 'GET', path: '/search/recent', status: 200 }],
});

export const forgetSearch = operation({
  id: 'forget_search',
  tag: 'Search',
  summary: 'Forget a recent search',
  input: z.object({ recent_id: Id }),
  output: z.void(),
  limit: 'write',
  http: [{ method: 'DELETE', path: '/search/recent/:recent_id', status: 204 }],
});

export const forgetSearches = operation({
  id: 'forget_searches',
  tag: 'Search',
  summary: 'Forget all recent searches',
  input: z.object({}),
  output: z.void(),
  limit: 'write',
  http: [{ method: 'DELETE', path: '/search/recent', status: 204 }],
});
