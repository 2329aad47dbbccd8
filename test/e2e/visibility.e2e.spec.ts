import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register, registerAll } from '../support/people.js';
import { createRoom, refused } from '../support/rooms.js';

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

interface Span {
  began: number;
  ended: number;
}

const ROUNDS = 8;
/** Sends that each speaker has under way. */
const BREATHS = 3;
const now = (): number => performance.now();

/** What is replied to, and what is brought in from another room. */
interface Matter {
  root: string;
  source: string;
}

/** Says something, replies in a thread, forwards, in turn, until it is told to stop; notes when each began and ended. */
const talk = async (
  line: Line,
  room_id: string,
  { root, source }: Matter,
  isOver: () => boolean,
): Promise<Map<string, Span>> => {
  const sent = new Map<string, Span>();
  const ways: [event: string, payload: object][] = [
    ['send_message', { room_id, content: 'x' }],
    ['send_message', { room_id, content: 'x', parent_id: root }],
    ['forward_message', { room_id, message_id: source }],
  ];
  for (let n = 0; !isOver(); n += 1) {
    const began = now();
    const [event, payload] = ways[n % ways.length] as [string, object];
    const answer = await line.ask<{ message: Message }>(event, payload);
    if (!answer.ok) throw new Error(answer.error.code);
    sent.set(answer.message.id, { began, ended: now() });
  }
  return sent;
};

const code = (answer: object): string | undefined => (answer as { error?: { code: string } }).error?.code;

/** How somebody comes to be outside, and what must be done before they can join again. */
interface Exit {
  out: (owner: Person, leaver: Person, line: Line, room_id: string) => Promise<unknown>;
  pardon: (owner: Person, leaver: Person, room_id: string) => Promise<unknown>;
}
const leaving: Exit = {
  out: async (_owner, _leaver, line, room_id) =>
    expect(await line.ask('leave_room', { room_id })).toMatchObject({ ok: true }),
  pardon: async () => undefined,
};
const banning: Exit = {
  out: async (owner, leaver, _line, room_id) => {
    expect((await owner.api('PUT', `/rooms/${room_id}/bans/${leaver.id}`, {})).status).toBe(200);
    await refused(leaver.api('POST', `/rooms/${room_id}/join`), 403, 'banned');
  },
  pardon: async (owner, leaver, room_id) =>
    expect((await owner.api('DELETE', `/rooms/${room_id}/bans/${leaver.id}`)).status).toBe(204),
};

const removing: Exit = {
  out: async (owner, leaver, _line, room_id) =>
    expect((await owner.api('DELETE', `/rooms/${room_id}/members/${leaver.id}`)).status).toBe(204),
  pardon: async () => undefined,
};

const say = async (person: Person, room_id: string): Promise<string> => {
  const { body } = await person.api<{ message: Message }>('POST', `/rooms/${room_id}/messages`, {
    content: 'x',
  });
  return body.message.id;
};

/** A time outside the room: from the acknowledgement of the exit to the asking for the join. */
const stepOut = async (
  { out, pardon }: Exit,
  owner: Person,
  line: Line,
  elsewhere: Person,
  room_id: string,
  pause: () => Promise<void>,
): Promise<Span> => {
  await out(owner, elsewhere, line, room_id);
  const began = now();
  const answers = await Promise.all([
    line.ask('send_message', { room_id, content: 'from outside' }),
    elsewhere.api('GET', `/rooms/${room_id}/messages`),
    elsewhere.api<{ conversations: { error?: { code: string } }[] }>('POST', '/sync', {
      conversations: [{ room_id }],
    }),
  ]);
  await pause();
  await pardon(owner, elsewhere, room_id);
  const ended = now();
  expect(await line.ask('join_room', { room_id })).toMatchObject({ ok: true });
  const [sent, history, synced] = answers;
  const codes = [code(sent), history.body.code, synced.body.conversations[0]?.error?.code];
  expect(codes).toEqual(['not_a_member', 'not_a_member', 'not_a_member']);
  return { began, ended };
};

const nodes = { here: () => here.url, there: () => there.url };

it.each<[string, (keyof typeof nodes)[], (keyof typeof nodes)[], Exit, number]>([
  ['with others at every node', ['here', 'there', 'there'], ['here', 'here', 'there'], leaving, ROUNDS],
  ['alone at their node', ['here', 'here'], ['there', 'there'], leaving, ROUNDS],
  ['banned by somebody at another node', ['here', 'there'], ['here', 'there'], banning, ROUNDS / 3],
  ['taken out by its owner', ['here', 'there'], ['here', 'there'], removing, ROUNDS / 3],
])(
  'nobody receives what was said while they were out of the room, %s',
  async (_name, speakAt, hearAt, exit, rounds) => {
    const cast = await Promise.all(['owner', 'leaver'].map((name) => register(here.url, name)));
    const [owner, leaver] = cast as [Person, Person];
    const { id: room_id } = await createRoom(owner, { member_ids: [leaver.id] });
    const speakers = await Promise.all(speakAt.map((node) => owner.at(nodes[node]()).connect()));
    const ears = await Promise.all(hearAt.map((node) => leaver.at(nodes[node]()).connect()));
    const [speaker, hand] = [speakers[0], ears.at(-1)] as [Line, Line]; // They leave and join at node B.

    const source = await say(owner, (await createRoom(owner)).id);
    const matter: Matter = { root: await say(owner, room_id), source };
    let over = false;
    const voices = speakers.flatMap((line) => Array<Line>(BREATHS).fill(line));
    const talking = Promise.all(voices.map((line) => talk(line, room_id, matter, () => over)));
    const away: Span[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const heard = speaker.all('new_message').length;
      const pause = () => speaker.until(() => speaker.all('new_message').length >= heard + (round % 4) * 12);
      away.push(await stepOut(exit, owner, hand, leaver.at(nodes.here()), room_id, pause));
    }
    over = true;
    const sent = (await talking).flatMap((spans) => [...spans]);

    const outside = sent.filter(([, span]) =>
      away.some(({ began, ended }) => span.began > began && span.ended < ended),
    );
    const forbidden = new Set(outside.map(([id]) => id));
    expect(forbidden.size).toBeGreaterThan(rounds);
    for (const ear of ears) {
      await ear.ask('nothing');
      const heard = ear.all('new_message');
      expect(heard.filter(({ id }) => forbidden.has(id)).map(({ seq }) => seq)).toEqual([]);
      const seqs = heard.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      expect(heard.length).toBeGreaterThan(0);
    }
    for (const line of [...speakers, ...ears]) line.close();
  },
);

it('nor at a socket that connects while its user leaves', async () => {
  const [owner, leaver] = await registerAll(here.url, 'owner', 'leaver');
  const [speaker, hand] = [await owner.connect(), await leaver.connect()];
  const { id: room_id } = await createRoom(owner);
  // Many memberships take long to read: there is time to leave meanwhile.
  for (let n = 0; n < 10; n += 1) {
    await Promise.all(Array.from({ length: 15 }, () => createRoom(owner, { member_ids: [leaver.id] })));
  }
  const heard: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    expect(await hand.ask('join_room', { room_id })).toMatchObject({ ok: true });
    const connecting = leaver.connect();
    // Each round leaves at another moment of the handshake.
    for (let n = 0; n < round % 20; n += 1) await hand.ask('nothing');
    expect(await hand.ask('leave_room', { room_id })).toMatchObject({ ok: true });
    const ear = await connecting;
    const answer = await speaker.ask('send_message', { room_id, content: `${round}` });
    expect(answer).toMatchObject({ ok: true });
    await speaker.next('new_message', ({ content }) => content === `${round}`);
    await ear.ask('nothing');
    heard.push(...ear.all('new_message').map(({ seq }) => seq));
    ear.close();
  }
  expect(heard).toEqual([]);
  for (const line of [speaker, hand]) line.close();
});
