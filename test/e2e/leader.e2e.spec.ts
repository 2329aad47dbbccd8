import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';

const WRITERS = 10;
const EACH = 30;

let here: TestApp;
let there: TestApp;
let people: Person[];
let room_id: string;
const lines: Line[] = [];

beforeAll(async () => {
  here = await startApp();
  there = await startApp(here.env);
  people = await Promise.all(Array.from({ length: WRITERS }, () => register(here.url)));
  const [owner, ...others] = people as [Person, ...Person[]];
  room_id = (await createRoom(owner, { type: 'private', member_ids: others.map(({ id }) => id) })).id;
  for (const [n, person] of people.entries())
    lines.push(await person.at(n % 2 === 0 ? here.url : there.url).connect());
});
afterAll(async () => {
  for (const line of lines) line.close();
  await there?.stop();
  await here?.stop();
});

const committedAt = async ({ url }: TestApp): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_messages_committed_total (\d+)/m.exec(text)?.[1]);
};

const write = async (line: Line, content: string): Promise<number> => {
  const answer = await line.ask<{ message: Message }>('send_message', { room_id, content });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.message.seq;
};

/** Everybody writes one message after the other; the numbers that were acknowledged. */
const everybodyWrites = async (writers: Line[]): Promise<number[]> => {
  const numbers: number[] = [];
  const writeAll = async (line: Line) => {
    for (let n = 0; n < EACH; n += 1) numbers.push(await write(line, `message ${n}`));
  };
  await Promise.all(writers.map(writeAll));
  return numbers;
};

const dense = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first + n);
const ascending = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);

describe('a room that is written to through two nodes at once', () => {
  it('is stored by one of them, which both acknowledge, once and in order', async () => {
    const acknowledged = await everybodyWrites(lines);
    const all = dense(1, WRITERS * EACH);
    expect(ascending(acknowledged)).toEqual(all);
    for (const line of lines) {
      await line.until(() => line.all('new_message').length === all.length);
      expect(line.all('new_message').map(({ seq }) => seq)).toEqual(all);
    }
    const [a, b] = await Promise.all([committedAt(here), committedAt(there)]);
    expect(a + b).toBe(all.length);
    expect(Math.max(a, b)).toBeGreaterThan(all.length * 0.7);
  });

  it('keeps the order in which each person wrote', async () => {
    await Promise.all(lines.flatMap((line) => dense(0, EACH).map((n) => write(line, `one of many ${n}`))));
    const all = WRITERS * EACH * 2;
    await lines[0]?.until(() => lines[0]?.all('new_message').length === all);
    const written = lines[0]?.all('new_message').slice(WRITERS * EACH) ?? [];
    for (const { id } of people) {
      const own = written.filter(({ sender_id }) => sender_id === id).map(({ content }) => content);
      expect(own).toEqual(dense(0, EACH).map((n) => `one of many ${n}`));
    }
  });

  it('goes on when the node that leads it is gone', async () => {
    const [a, b] = await Promise.all([committedAt(here), committedAt(there)]);
    const leaderIsHere = a > b;
    await (leaderIsHere ? here : there).stop();
    const left = lines.filter((_, n) => (n % 2 === 1) === leaderIsHere);
    expect(ascending(await everybodyWrites(left))).toEqual(
      dense(WRITERS * EACH * 2 + 1, (WRITERS / 2) * EACH),
    );
  });
});
