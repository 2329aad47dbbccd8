import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { File } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytesAt, fetchFile, picture, sendForm, tryUpload, upload } from '../support/files.js';
import { type Person, register, request } from '../support/people.js';
import { exactly, refused, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let amy: Person;

beforeAll(async () => {
  node = await startApp({ UPLOAD_MAX_SIZE: '3000000', UPLOAD_QUOTA: '20000000' });
  amy = await register(node.url, 'amy');
});
afterAll(() => node?.stop());

describe('an upload', () => {
  it('keeps its bytes, has the documented shape, and can be fetched without a token', async () => {
    const bytes = Buffer.from('hello\n'.repeat(1000));
    const file = await upload(amy, bytes, 'notes.txt');
    exactly(File, file);
    expect(file).toMatchObject({
      file_name: 'notes.txt',
      file_size: bytes.length,
      content_type: 'text/plain',
    });
    expect(await bytesAt(amy, file.url)).toEqual(bytes);
    expect(file).toMatchObject({ thumbnail_url: null, preview_url: null, width: null, placeholder: null });
  });

  it('of a picture has its size, a thumbnail, a placeholder, and what is larger a preview too', async () => {
    const bytes = await picture(2400, 1200).png().toBuffer();
    const file = await upload(amy, bytes, 'photo.png');
    expect(file).toMatchObject({ content_type: 'image/png', width: 2400, height: 1200 });
    expect(file.placeholder).toMatch(/^[\w+/]+=*$/);
    expect(await bytesAt(amy, file.url)).toEqual(bytes);
    const thumbnail = await fetchFile(amy, file.thumbnail_url);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    const preview = await fetchFile(amy, file.preview_url);
    expect(preview.status).toBe(200);
    const small = await upload(amy, await picture(20, 10).png().toBuffer(), 'small.png');
    expect(small).toMatchObject({ width: 20, height: 10, preview_url: null });
  });

  it('may be empty', async () => {
    const file = await upload(amy, '', 'empty');
    expect(file).toMatchObject({ file_size: 0 });
    expect(await bytesAt(amy, file.url)).toEqual(Buffer.alloc(0));
  });

  it('needs a token, a form, and a file in it', async () => {
    const form = new FormData();
    form.set('file', new Blob(['x']), 'x');
    const stranger = Object.assign(Object.create(amy), { token: 'x' }) as Person;
    expect(await sendForm(stranger, form)).toMatchObject({ status: 401, body: { code: 'token_invalid' } });
    await refused(amy.api('POST', '/upload', { file: 'x' }), 415, 'unsupported_media_type');
    const other = new FormData();
    other.set('picture', new Blob(['x']), 'x');
    expect(await sendForm(amy, other)).toMatchObject({ status: 400, body: { code: 'file_missing' } });
    const words = new FormData();
    words.set('file', 'only words');
    expect(await sendForm(amy, words)).toMatchObject({ status: 400, body: { code: 'file_missing' } });
  });

  it.each([
    ['multipart/form-data', ''],
    ['multipart/form-data; boundary=x', ''],
    ['multipart/form-data; boundary=x', '--x\r\nnonsense'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf of i',
    ],
  ])('whose form is broken (%s, %s) is refused', async (type, body) => {
    const response = await fetch(`${node.url}/api/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${amy.token}`, 'content-type': type },
      body,
    });
    const problem = (await response.json()) as { code: string };
    expect([response.status, ['form_malformed', 'file_missing'].includes(problem.code)]).toEqual([400, true]);
  });

  it('that its sender gives up leaves nothing, and takes no room', async () => {
    const ben = await register(node.url, 'ben');
    const folder = join(node.env.DATA_DIR ?? '', 'incoming');
    for (let n = 0; n < 8; n += 1) {
      const headers = {
        authorization: `Bearer ${ben.token}`,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': 2_900_000,
      };
      const form = httpRequest(`${node.url}/api/upload`, { method: 'POST', headers, agent: false });
      form.on('error', () => undefined);
      form.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n');
      form.write(Buffer.alloc(500_000));
      await until(async () => (await readdir(folder)).length > 0);
      form.destroy();
      await until(async () => (await readdir(folder)).length === 0);
    }
    for (let n = 0; n < 6; n += 1) await upload(ben, Buffer.alloc(2_900_000, 1));
  });

  it('may have the largest size and not a byte more', async () => {
    const [fits, more] = [Buffer.alloc(2_999_000, 1), Buffer.alloc(3_000_001, 1)];
    expect((await upload(amy, fits, 'fits')).file_size).toBe(fits.length);
    expect(await tryUpload(amy, more, 'more')).toMatchObject({
      status: 413,
      body: { code: 'file_too_large' },
    });
  });

  it('counts towards the quota, also when several come at once, and gives room back', async () => {
    const ben = await register(node.url, 'ben');
    const part = Buffer.alloc(2_500_000, 1);
    const answers = await Promise.all(Array.from({ length: 12 }, () => tryUpload(ben, part, 'part')));
    const stored = answers.filter(({ status }) => status === 201);
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThanOrEqual(7);
    for (const { status, body } of answers)
      if (status !== 201) expect([status, body.code]).toEqual([413, 'quota_exceeded']);
    const ids = stored.map(({ body }) => body.id);
    while (ids.length < 7) ids.push((await upload(ben, part)).id);
    expect(await tryUpload(ben, part)).toMatchObject({ body: { code: 'quota_exceeded' } });
    expect((await ben.api('DELETE', `/files/${ids[0]}`)).status).toBe(204);
    await upload(ben, part);
  });

  it('can be taken back by its owner alone', async () => {
    const file = await upload(amy, 'secret');
    const ben = await register(node.url, 'ben');
    await refused(ben.api('DELETE', `/files/${file.id}`), 404, 'file_not_found');
    await refused(ben.api('GET', `/files/${file.id}/url`), 404, 'file_not_found');
    await refused(amy.api('DELETE', `/files/${unknownId}`), 404, 'file_not_found');
    expect((await amy.api('DELETE', `/files/${file.id}`)).status).toBe(204);
    expect((await fetchFile(amy, file.url)).status).toBe(404);
    await refused(amy.api('GET', `/files/${file.id}/url`), 404, 'file_not_found');
  });

  it('is refused by type where the operator says so', async () => {
    const strict = await startApp({ ...node.env, UPLOAD_TYPES: 'image/*,application/pdf' });
    try {
      const there = amy.at(strict.url);
      expect(await tryUpload(there, 'text')).toMatchObject({
        status: 415,
        body: { code: 'file_type_refused' },
      });
      await upload(there, await picture(8, 8).png().toBuffer(), 'ok.txt');
      expect((await request(strict.url, 'GET', '/api/users/me', { token: amy.token })).status).toBe(200);
    } finally {
      await strict.stop();
    }
  });
});
