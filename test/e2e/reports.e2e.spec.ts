import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { Report } from '../../src/contract/reports.js';
import type { Room } from '../../src/contract/rooms.js';
import { statuses } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Person, register, registerAll } from '../support/people.js';
import { createRoom, membersOf, refused, setRole, unknownId } from '../support/rooms.js';

let node: TestApp;
let far: TestApp;
let root: Person;
let owner: Person;
let mod: Person;
let writer: Person;
let reader: Person;
let room: Room;

beforeAll(async () => {
  node = await startApp();
  far = await startApp(node.env);
  root = await register(node.url, 'root');
  [owner, mod, writer, reader] = await registerAll(node.url, 'owner', 'mod', 'writer', 'reader');
});
afterAll(async () => {
  await far?.stop();
  await node?.stop();
});

const enter = async (): Promise<void> => {
  room = await createRoom(owner, { type: 'private', member_ids: [mod.id, writer.id, reader.id] });
  await setRole(owner, room.id, mod, 'moderator');
};
const say = async (path = `/rooms/${room.id}`): Promise<string> =>
  (await writer.api<{ message: Message }>('POST', `${path}/messages`, { content: 'rude' })).body.message.id;
const report = (who: Person, id: string, more: object = {}) =>
  who.api<{ report: Report; created: boolean }>('POST', `/messages/${id}/report`, {
    reason: 'harassment',
    note: 'again',
    ...more,
  });
const resolve = (who: Person, id: string | undefined, action: string, more: object = {}) =>
  who.api<{ report: Report }>('POST', `/reports/${id}/resolve`, { action, ...more });
const queue = async (who: Person, path = `/rooms/${room.id}/reports`): Promise<Report[]> =>
  (await who.api<{ reports: Report[] }>('GET', path)).body.reports;
const reported = async (): Promise<{ id: string; message: string }> => {
  await enter();
  const message = await say();
  return { id: (await report(reader, message)).body.report.id, message };
};
const code = ({ status, body }: Answer<object>) => [status, body.code];

describe('reporting a message', () => {
  it('is told to those who look after the room, on every node, and to nobody else', async () => {
    await enter();
    const lines = await Promise.all([mod.at(far.url), owner, writer].map((person) => person.connect()));
    const [modLine, ownerLine, writerLine] = lines;
    const message = await say();
    const { status, body } = await report(reader, message);
    expect([status, body.created, body.report.note]).toEqual([201, true, 'again']);
    for (const line of [modLine, ownerLine]) {
      const told = await line?.next('report_created');
      expect(Report.strict().parse(told?.report)).toMatchObject({
        ...{ id: body.report.id, room_id: room.id, dm_id: null, reason: 'harassment', state: 'open' },
        ...{ action: null, message: { id: message, content: 'rude' }, reporter: { id: reader.id } },
      });
    }
    expect(await queue(mod)).toMatchObject([{ id: body.report.id }]);
    await resolve(mod, body.report.id, 'dismissed');
    expect((await modLine?.next('report_resolved'))?.report).toMatchObject({
      ...{ state: 'resolved', action: 'dismissed', resolved_by: { id: mod.id } },
    });
    expect(writerLine?.received.filter(({ event }) => event.startsWith('report_'))).toEqual([]);
    for (const line of lines) line.close();
  });

  it('is done once by each, however many devices do it at once', async () => {
    await enter();
    const message = await say();
    const answers = await Promise.all(Array.from({ length: 5 }, () => report(reader, message)));
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 201]);
    expect((await report(mod, message, { reason: 'spam' })).status).toBe(201);
    expect((await queue(mod)).map(({ reporter }) => reporter.id)).toEqual([mod.id, reader.id]);
  });

  it('is for who can read it', async () => {
    await enter();
    const message = await say();
    await refused(report(root, message), 404, 'message_not_found');
    await refused(report(reader, unknownId), 404, 'message_not_found');
    await refused(report(reader, message, { reason: 'boring' }), 400, 'validation_failed');
    await refused(report(reader, message, { note: 'x'.repeat(1_001) }), 400, 'validation_failed');
    await writer.api('DELETE', `/messages/${message}`);
    await refused(report(reader, message), 409, 'message_deleted');
  });

  it('is limited', async () => {
    await enter();
    const strict = await startApp({ ...node.env, RATE_LIMIT_SCALE: '1' });
    try {
      const message = await say();
      const answers = await Promise.all(
        Array.from({ length: 21 }, () => report(reader.at(strict.url), message)),
      );
      expect(statuses(answers).at(-1)).toBe(429);
    } finally {
      await strict.stop();
    }
  });
});

describe('the queue', () => {
  it('has what is open, or what was resolved, page by page', async () => {
    await enter();
    for (let count = 0; count < 3; count += 1) await report(reader, await say());
    const [last, middle, first] = await queue(mod);
    const page = await queue(mod, `/rooms/${room.id}/reports?limit=1&before=${last?.id}`);
    expect(page.map(({ id }) => id)).toEqual([middle?.id]);
    await resolve(mod, first?.id, 'dismissed');
    expect((await queue(mod)).map(({ id }) => id)).toEqual([last?.id, middle?.id]);
    expect(await queue(mod, `/rooms/${room.id}/reports?state=resolved`)).toMatchObject([{ id: first?.id }]);
  });
});

describe('a decision', () => {
  it('deletes the message', async () => {
    const { id, message } = await reported();
    expect((await resolve(mod, id, 'message_deleted')).body.report.message).toMatchObject({
      ...{ id: message, deleted: true, content: '' },
    });
  });

  it('mutes who wrote it', async () => {
    const { id } = await reported();
    const done = await resolve(mod, id, 'member_muted', { reason: 'calm down', expires_in_ms: 60_000 });
    expect(done.status).toBe(200);
    const member = (await membersOf(mod, room.id)).find(({ user }) => user.id === writer.id);
    expect(Date.parse(member?.muted_until ?? '')).toBeGreaterThan(Date.now());
  });

  it('bans who wrote it, when the role allows that, and is open still when it does not', async () => {
    const { id } = await reported();
    await refused(resolve(mod, id, 'member_banned'), 403, 'permission_denied');
    expect((await queue(mod)).map((one) => one.id)).toEqual([id]);
    expect((await resolve(owner, id, 'member_banned', { reason: 'enough' })).status).toBe(200);
    expect((await membersOf(mod, room.id)).map(({ user }) => user.id)).not.toContain(writer.id);
  });

  it('is made by one of many who decide at once, and what the others wanted is not done', async () => {
    const { id, message } = await reported();
    const answers = await Promise.all([
      resolve(mod, id, 'dismissed'),
      resolve(owner.at(far.url), id, 'message_deleted'),
      resolve(mod.at(far.url), id, 'dismissed'),
    ]);
    expect(statuses(answers)).toEqual([200, 409, 409]);
    const won = answers.find(({ status }) => status === 200)?.body.report.action;
    const { body } = await mod.api<{ message: Message }>('GET', `/messages/${message}`);
    expect(body.message.deleted).toBe(won === 'message_deleted');
    await refused(resolve(mod, id, 'dismissed'), 409, 'report_resolved');
  });

  it('is not for members, and there is no report for strangers', async () => {
    const { id } = await reported();
    await refused(resolve(reader, id, 'dismissed'), 403, 'permission_denied');
    await refused(resolve(root, id, 'dismissed'), 404, 'report_not_found');
    await refused(resolve(mod, unknownId, 'dismissed'), 404, 'report_not_found');
    await refused(resolve(mod, id, 'forgotten'), 400, 'validation_failed');
  });
});

it('a direct message is a matter of the administrators', async () => {
  const opened = await writer.api<{ conversation: { id: string } }>('POST', '/direct-messages', {
    participant_ids: [reader.id],
  });
  const message = await say(`/direct-messages/${opened.body.conversation.id}`);
  const line = await root.connect();
  const { id } = (await report(reader, message)).body.report;
  expect((await line.next('report_created')).report).toMatchObject({ id, room_id: null });
  line.close();
  expect(await queue(root, '/admin/reports')).toMatchObject([{ id, message: { content: 'rude' } }]);
  expect(code(await owner.api('GET', '/admin/reports'))).toEqual([403, 'permission_denied']);
  await refused(resolve(writer, id, 'dismissed'), 404, 'report_not_found');
  await refused(resolve(root, id, 'member_banned'), 400, 'validation_failed');
  expect((await resolve(root, id, 'message_deleted')).body.report.message.deleted).toBe(true);
});
