import { expect } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import type { SearchResult } from '../../src/contract/search.js';
import type { Person } from './people.js';

interface Found {
  results: SearchResult[];
  has_more: boolean;
  cursor: string | null;
  unknown: string[];
}

export const searchFor = (person: Person, query: string, more: object = {}) =>
  person.api<Found>('POST', '/search', { query, remember: false, ...more });

/** What a search finds, as a page. */
export const pageOf = async (person: Person, query: string, more: object = {}): Promise<Found> => {
  const { status, body } = await searchFor(person, query, more);
  expect([status, body.code]).toEqual([200, undefined]);
  return body;
};

/** What a search finds, by content, the newest first. */
export const contentsOf = async (person: Person, query: string, more: object = {}): Promise<string[]> =>
  (await pageOf(person, query, more)).results.map(({ message }) => message.content);

/** What the highlights of a result mark. */
export const markedIn = ({ message, highlights }: SearchResult): string[] =>
  highlights.map(({ start, end }) => message.content.slice(start, end));

/** One message after the other, so that their order is known. */
export const say = async (person: Person, place: string, ...contents: string[]): Promise<Message[]> => {
  const sent: Message[] = [];
  for (const content of contents) {
    const { status, body } = await person.api<{ message: Message }>('POST', `${place}/messages`, { content });
    expect(status).toBe(201);
    sent.push(body.message);
  }
  return sent;
};
