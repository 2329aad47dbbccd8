import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { HeadRepository } from '../../src/messages/head.repository.js';
import { HeadService } from '../../src/messages/head.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { createRoom, sayIn } from '../support/rooms.js';

let node: TestApp;
let amy: Person;

beforeAll(async () => {
  node = await startApp();
  amy = await register(node.url, 'amy');
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => node.stop());

it('go on with the messages after a clock that was wrong is put right', async () => {
  const heads = node.app.get(HeadService);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
  await heads.sweep();
  vi.useRealTimers();
  const { id } = await createRoom(amy);
  const { seq } = await sayIn(amy, id, 'in the right time');
  expect((await heads.read([id])).get(id)).toMatchObject({ seq });
  await heads.sweep();
  expect((await node.app.get(HeadRepository).written([id])).get(id)).toMatchObject({ seq });
});
