import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';

const AT_ONCE = 60;

let here: TestApp;
let there: TestApp;

beforeAll(async () => {
  here = await startApp();
  there = await startApp(here.env);
});
afterAll(async () => {
  await there?.stop();
  await here?.stop();
});

it('more transactions at once than there are connections to the database end all the same', async () => {
  const amy = await register(here.url, 'amy');
  const { id } = await createRoom(amy, { type: 'public' });
  const nodes: Person[] = [amy, amy.at(there.url)];
  const many = <T>(ask: (person: Person, n: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, n) => ask(nodes[n % nodes.length] as Person, n)));
  const answers = await Promise.all([
    many((person, n) => person.api('POST', '/rooms', { name: `room ${n}`, type: 'private' })),
    many((person, n) => person.api('POST', `/rooms/${id}/messages`, { content: `message ${n}` })),
  ]);
  expect(answers.flat().map(({ status }) => status)).toEqual(Array(AT_ONCE * 2).fill(201));
});
