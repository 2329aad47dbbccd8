import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SentFile } from '../../src/contract/files.js';
import type { File, Message } from '../../src/contract/message.js';
import { FileSweeper } from '../../src/uploads/file-sweeper.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytesAt, fetchFile, picture, upload } from '../support/files.js';
import { type Line, type Person, registerAll } from '../support/people.js';
import { createRoom, refused, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let eve: Person;
let room: string;
let line: Line;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
  [amy, ben, eve] = await registerAll(node.url, 'amy', 'ben', 'eve');
  room = (await createRoom(amy, { type: 'private', member_ids: [ben.id] })).id;
  line = await ben.at(other.url).connect();
});
afterAll(async () => {
  line?.close();
  await other?.stop();
  await node?.stop();
});

const send = (person: Person, input: object, place = `/rooms/${room}`) =>
  person.api<{ message: Message; created: boolean }>('POST', `${place}/messages`, input);

const sent = async (person: Person, input: object): Promise<Message> => {
  const { status, body } = await send(person, input);
  expect([status, body.code]).toEqual([201, undefined]);
  return body.message;
};

describe('attachments', () => {
  it('come with the message, in their order, to everybody, with URLs that work for who gets them', async () => {
    const files = [
      await upload(amy, await picture(500, 400).png().toBuffer(), 'a.png'),
      await upload(amy, 'text', 'b.txt'),
    ];
    const attachment_ids = files.map(({ id }) => id).reverse();
    const message = await sent(amy, { attachment_ids });
    expect(message).toMatchObject({ content: '', attachments: [{ file_name: 'b.txt' }, { width: 500 }] });
    const told = await line.next('new_message', ({ id }) => id === message.id);
    expect(told).toEqual(message);
    expect((await bytesAt(amy, told.attachments[0]?.url ?? '')).toString()).toBe('text');
    const { body } = await ben.api<{ messages: Message[] }>('GET', `/rooms/${room}/messages`);
    expect(body.messages.find(({ id }) => id === message.id)?.attachments).toEqual(message.attachments);
  });

  it('go over the socket as well, and in a DM', async () => {
    const file = await upload(ben, 'over the socket');
    const answer = await line.ask<{ message: Message }>('send_message', {
      user_id: amy.id,
      attachment_ids: [file.id],
    });
    expect(answer).toMatchObject({ ok: true, message: { attachments: [{ id: file.id }] } });
    const dm = (answer as { message: Message }).message.dm_id;
    const { body } = await amy.api<{ files: SentFile[] }>('GET', `/direct-messages/${dm}/files`);
    expect(body.files.map((one) => one.file.id)).toEqual([file.id]);
    expect((await amy.api('GET', `/files/${file.id}/url`)).status).toBe(200);
    await refused(eve.api('GET', `/files/${file.id}/url`), 404, 'file_not_found');
  });

  it('are refused when they are not the own ones, unknown, gone or used, and then stay free', async () => {
    const [own, used, theirs] = [await upload(amy, '1'), await upload(amy, '2'), await upload(ben, '3')];
    await sent(amy, { content: 'x', attachment_ids: [used.id] });
    await refused(send(amy, { attachment_ids: [own.id, theirs.id] }), 404, 'file_not_found');
    await refused(send(amy, { attachment_ids: [own.id, unknownId] }), 404, 'file_not_found');
    await refused(send(amy, { attachment_ids: [own.id, used.id] }), 409, 'file_in_use');
    await refused(send(amy, { attachment_ids: [own.id, own.id] }), 400, 'validation_failed');
    await refused(send(amy, { content: ' ', attachment_ids: [] }), 400, 'validation_failed');
    await refused(
      send(amy, { attachment_ids: Array.from({ length: 11 }, () => own.id) }),
      400,
      'validation_failed',
    );
    await refused(amy.api('DELETE', `/files/${used.id}`), 409, 'file_in_use');
    await sent(amy, { attachment_ids: [own.id] });
  });

  it('belong to one message when several want them at once', async () => {
    const file = await upload(amy, 'wanted');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        send(n % 2 ? amy : amy.at(other.url), { attachment_ids: [file.id] }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('do not stand in the way of sending the same message again', async () => {
    const file = await upload(amy, 'again');
    const input = { attachment_ids: [file.id], client_id: 'again' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(amy, input)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.message.id)).size).toBe(1);
    const late = await send(amy.at(other.url), input);
    expect([late.status, late.body.message.attachments[0]?.id]).toEqual([200, file.id]);
    await amy.api('DELETE', `/messages/${late.body.message.id}`);
    expect(await send(amy, input)).toMatchObject({ status: 200, body: { message: { deleted: true } } });
  });

  it('let the text be emptied, which nothing else does', async () => {
    const message = await sent(amy, { content: 'look', attachment_ids: [(await upload(amy, 'x')).id] });
    const edited = await amy.api<{ message: Message }>('PATCH', `/messages/${message.id}`, { content: '' });
    expect(edited.body.message).toMatchObject({ content: '', edited: true, attachments: [{}] });
    const plain = await sent(amy, { content: 'plain' });
    await refused(amy.api('PATCH', `/messages/${plain.id}`, { content: ' ' }), 400, 'validation_failed');
  });

  it('are not renewed for who left, also when they sent them themselves, until they are back', async () => {
    const { id } = await createRoom(amy, { type: 'private', member_ids: [ben.id] });
    const file = await upload(ben, await picture(50, 50).png().toBuffer(), 'mine.png');
    await send(ben, { attachment_ids: [file.id] }, `/rooms/${id}`);
    const ask = (person: Person) => person.api<{ file: File }>('GET', `/files/${file.id}/url`);
    expect((await ask(ben)).status).toBe(200);
    await ben.api('POST', `/rooms/${id}/leave`);
    for (const person of [ben, ben.at(other.url), eve]) await refused(ask(person), 404, 'file_not_found');
    await refused(ben.api('GET', `/rooms/${id}/files`), 404, 'room_not_found');
    expect((await ask(amy)).body.file.id).toBe(file.id);
    await amy.api('POST', `/rooms/${id}/members`, { user_ids: [ben.id] });
    expect((await ask(ben)).status).toBe(200);
  });

  it('are gone with their message, bytes and all', async () => {
    const file = await upload(amy, await picture(50, 50).png().toBuffer(), 'gone.png');
    const message = await sent(amy, { attachment_ids: [file.id] });
    expect((await amy.api('DELETE', `/messages/${message.id}`)).status).toBe(204);
    expect(await line.next('message_deleted', (event) => event.message.id === message.id)).toMatchObject({
      message: { attachments: [] },
    });
    for (const url of [file.url, file.thumbnail_url]) expect((await fetchFile(amy, url)).status).toBe(404);
    await refused(amy.api('GET', `/files/${file.id}/url`), 404, 'file_not_found');
  });

  it('go with their room', async () => {
    const { id } = await createRoom(amy);
    const file = await upload(amy, 'x');
    await send(amy, { attachment_ids: [file.id] }, `/rooms/${id}`);
    await amy.api('DELETE', `/rooms/${id}`);
    await until(async () => (await fetchFile(amy, file.url)).status === 404);
  });
});

describe('the files of a room', () => {
  it('are listed page by page, the latest first, for members', async () => {
    const { id } = await createRoom(amy, { type: 'public' });
    const files = [];
    for (const name of ['1.txt', '2.txt', '3.txt', '4.png']) {
      const bytes = name.endsWith('png') ? await picture(9, 9).png().toBuffer() : name;
      files.push(await upload(amy, bytes, name));
      await send(amy, { attachment_ids: [files.at(-1)?.id] }, `/rooms/${id}`);
    }
    type Page = { files: SentFile[]; has_more: boolean };
    const page = (query: string) => amy.api<Page>('GET', `/rooms/${id}/files?${query}`);
    const names = ({ body }: { body: Page }) => body.files.map(({ file }) => file.file_name);
    const first = await page('limit=3');
    expect([names(first), first.body.has_more]).toEqual([['4.png', '3.txt', '2.txt'], true]);
    expect(first.body.files[0]).toMatchObject({ sender_id: amy.id, file: { width: 9 } });
    const second = await page(`limit=3&before=${first.body.files.at(-1)?.file.id}`);
    expect([names(second), second.body.has_more]).toEqual([['1.txt'], false]);
    expect(names(await page('media=image'))).toEqual(['4.png']);
    await refused(page('media=nothing'), 400, 'validation_failed');
    await refused(eve.api('GET', `/rooms/${id}/files`), 403, 'not_a_member');
    await refused(eve.api('GET', `/rooms/${room}/files`), 404, 'room_not_found');
  });
});

describe('the sweep', () => {
  const tomorrow = () => new Date(Date.now() + 25 * 3_600_000);

  it('removes what no message has, after a day and not before, and leaves what one has', async () => {
    const [unused, used] = [await upload(amy, 'unused'), await upload(amy, 'used')];
    await sent(amy, { attachment_ids: [used.id] });
    await node.app.get(FileSweeper).sweep();
    expect((await fetchFile(amy, unused.url)).status).toBe(200);
    await node.app.get(FileSweeper).sweep(tomorrow());
    expect((await fetchFile(amy, unused.url)).status).toBe(404);
    expect((await fetchFile(amy, used.url)).status).toBe(200);
  });

  it('settles what a node that died has left between claiming a file and saying so', async () => {
    const [kept, lost] = [await upload(amy, 'kept'), await upload(amy, 'lost')];
    for (const { id } of [kept, lost]) await sent(amy, { content: 'x', attachment_ids: [id], client_id: id });
    // As it was just before: the claim is there, and no message yet.
    const files = node.app.get<Connection>(getConnectionToken()).collection('files');
    const claimed = { uses: [], expires_at: tomorrow() };
    await files.updateOne({ 'claim.client_id': kept.id }, { $set: claimed });
    await files.updateOne(
      { 'claim.client_id': lost.id },
      { $set: { ...claimed, 'claim.client_id': 'never stored' } },
    );
    await node.app.get(FileSweeper).sweep(new Date(Date.now() + 26 * 3_600_000));
    expect((await fetchFile(amy, kept.url)).status).toBe(200);
    expect((await amy.api('GET', `/files/${kept.id}/url`)).status).toBe(200);
    expect((await ben.api('GET', `/files/${kept.id}/url`)).status).toBe(200);
    expect((await fetchFile(amy, lost.url)).status).toBe(404);
  });
});
