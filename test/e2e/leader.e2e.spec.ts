import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { LeaderService } from '../../src/messages/leader.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { until } from '../support/until.js';

const WRITERS = 10;
const EACH = 30;

let here: TestApp;
let there: TestApp;
let people: Person[];
let room_id: string;
const lines: Line[] = [];
/** Messages so far. */
let said = 0;

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

const figure = async ({ url }: TestApp, name: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
};
/** How many messages each node stored. They are counted just after they are acknowledged. */
const storedOf = async (together: number): Promise<[number, number]> => {
  let stored: [number, number] = [0, 0];
  await until(async () => {
    const name = 'parley_messages_committed_total';
    stored = await Promise.all([figure(here, name), figure(there, name)]);
    return stored[0] + stored[1] >= together;
  });
  return stored;
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
    // Both have lost a number, which may or may not have happened by itself.
    for (const { app } of [here, there]) await app.get(LeaderService).lost(room_id);
    const before = await storedOf(acknowledged.length);
    acknowledged.push(...(await everybodyWrites(lines)));
    said = acknowledged.length;
    const all = dense(1, said);
    expect(ascending(acknowledged)).toEqual(all);
    for (const line of lines) {
      await line.until(() => line.all('new_message').length === all.length);
      expect(line.all('new_message').map(({ seq }) => seq)).toEqual(all);
    }
    const after = await storedOf(said);
    const stored = after.map((count, n) => count - (before[n] as number));
    expect(stored.reduce((sum, count) => sum + count, 0)).toBe(WRITERS * EACH);
    expect(Math.max(...stored)).toBeGreaterThan(WRITERS * EACH * 0.7);
  });

  it('keeps the order in which each person wrote', async () => {
    await Promise.all(lines.flatMap((line) => dense(0, EACH).map((n) => write(line, `one of many ${n}`))));
    await lines[0]?.until(() => lines[0]?.all('new_message').length === said + WRITERS * EACH);
    const written = lines[0]?.all('new_message').slice(said) ?? [];
    said += WRITERS * EACH;
    for (const { id } of people) {
      const own = written.filter(({ sender_id }) => sender_id === id).map(({ content }) => content);
      expect(own).toEqual(dense(0, EACH).map((n) => `one of many ${n}`));
    }
  });

  it('goes on when the node that leads it is gone', async () => {
    const leaderIsHere = (await figure(here, 'parley_leader_leases')) > 0;
    await (leaderIsHere ? here : there).stop();
    const left = lines.filter((_, n) => (n % 2 === 1) === leaderIsHere);
    expect(ascending(await everybodyWrites(left))).toEqual(dense(said + 1, (WRITERS / 2) * EACH));
  });
});
