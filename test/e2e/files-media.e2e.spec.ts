import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { File, Message } from '../../src/contract/message.js';
import { Tools } from '../../src/uploads/tools.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytesAt, fetchFile, picture, tryUpload, upload } from '../support/files.js';
import { type Line, type Person, register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { film, installMediaTools, moving, pdf } from '../support/samples.js';
import { until } from '../support/until.js';

let node: TestApp;
let amy: Person;
let line: Line;
let room: string;

beforeAll(async () => {
  await installMediaTools();
  node = await startApp();
  amy = await register(node.url, 'amy');
  line = await amy.connect();
  room = (await createRoom(amy)).id;
}, 300_000);
afterAll(async () => {
  line?.close();
  await node?.stop();
});

const gps = {
  IFD0: { Make: 'Camera', Model: 'One' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '52/1 31/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '13/1 24/1 0/1',
  },
};
const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><gps>52.5,13.4</gps></x:xmpmeta>';

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)(
    'in %s loses where and with what it was taken',
    async (format) => {
      const bytes = await picture(300, 200).withExif(gps).withXmp(xmp).toFormat(format).toBuffer();
      const before = await sharp(bytes).metadata();
      expect(before.exif ?? before.xmp).toBeDefined();
      const file = await upload(amy, bytes, `photo.${format}`);
      expect(file).toMatchObject({ content_type: `image/${format}`, width: 300, height: 200 });
      for (const url of [file.url, file.thumbnail_url]) {
        const kept = await bytesAt(amy, url);
        const { exif, xmp: more, iptc } = await sharp(kept).metadata();
        expect({ exif, more, iptc }).toEqual({});
        expect(kept.includes('Camera') || kept.includes('52.5,13.4')).toBe(false);
      }
      expect((await bytesAt(amy, file.url)).length).toBe(file.file_size);
    },
  );

  it('of more frames than anybody looks at stands still when it is small', async () => {
    const plain = await moving('gif', 2, 4);
    const head = 13 + 3 * 2 ** (((plain[10] as number) & 7) + 1);
    const frames = Array.from({ length: 2_000 }, () => plain.subarray(head, -1));
    const long = Buffer.concat([plain.subarray(0, head), ...frames, plain.subarray(-1)]);
    const file = await upload(amy, long, 'long.gif');
    const { pages = 1 } = await sharp(await bytesAt(amy, file.thumbnail_url)).metadata();
    expect([file.width, pages]).toEqual([4, 1]);
  });

  it('that moves (GIF) loses what a program wrote into it, and goes on as it was', async () => {
    const plain = await moving('gif');
    const told = Buffer.from('!\xfe\x0aCamera One\0', 'latin1');
    const file = await upload(amy, Buffer.concat([plain.subarray(0, -1), told, plain.subarray(-1)]), 'a.gif');
    expect(file).toMatchObject({ content_type: 'image/gif', file_size: plain.length });
    expect((await bytesAt(amy, file.url)).equals(plain)).toBe(true);
  });

  it('of a phone (HEIC), which cannot be decoded here, loses the same', async () => {
    // The same container as AVIF, under the name that phones give it.
    const bytes = await picture(64, 64).withExif(gps).withXmp(xmp).avif().toBuffer();
    bytes.write('heic', 8);
    expect(bytes.includes('Camera')).toBe(true);
    const file = await upload(amy, bytes, 'IMG_0001.HEIC');
    expect(file).toMatchObject({ content_type: 'image/heic', thumbnail_url: null, file_size: bytes.length });
    const kept = await bytesAt(amy, file.url);
    expect(kept.includes('Camera') || kept.includes('52.5,13.4')).toBe(false);
    // All else is as it was: it can still be decoded.
    kept.write('avif', 8);
    expect(await sharp(kept).raw().toBuffer()).toEqual(
      await sharp(await picture(64, 64).avif().toBuffer())
        .raw()
        .toBuffer(),
    );
  });

  it.each([12, 30, 60, 100, 150, 200])(
    'of a phone that is cut after %i bytes is shown as nothing',
    async (length) => {
      const bytes = (await picture(64, 64).withExif(gps).avif().toBuffer()).subarray(0, length);
      bytes.write('heic', 8);
      expect(await upload(amy, bytes, 'a.heic')).toMatchObject({ content_type: 'application/octet-stream' });
    },
  );

  it('without such data keeps its bytes, colours and all', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
      const bytes = await picture(60, 40).toFormat(format).toBuffer();
      expect((await bytesAt(amy, (await upload(amy, bytes, 'a')).url)).equals(bytes), format).toBe(true);
    }
    const profiled = await picture(60, 40).withIccProfile('p3').jpeg().toBuffer();
    expect((await bytesAt(amy, (await upload(amy, profiled, 'p3.jpg')).url)).equals(profiled)).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'turned by EXIF (%i) stands upright, with its size as it is seen',
    async (orientation) => {
      const bytes = await picture(80, 40).withMetadata({ orientation }).jpeg().toBuffer();
      const file = await upload(amy, bytes, 'turned.jpg');
      const [width, height] = orientation > 4 ? [40, 80] : [80, 40];
      expect(file).toMatchObject({ width, height });
      const kept = await sharp(await bytesAt(amy, file.url)).metadata();
      expect([kept.width, kept.height, kept.orientation ?? 1]).toEqual([width, height, 1]);
      const small = await sharp(await bytesAt(amy, file.thumbnail_url)).metadata();
      expect([small.width, small.height]).toEqual([width, height]);
    },
  );

  it.each(['gif', 'webp'] as const)('that moves (%s) goes on moving, small too', async (format) => {
    const bytes = await moving(format, 4, 500);
    const file = await upload(amy, bytes, 'a');
    expect(file).toMatchObject({ content_type: `image/${format}`, width: 500, height: 500 });
    expect((await bytesAt(amy, file.url)).equals(bytes)).toBe(true);
    const { pages, width } = await sharp(await bytesAt(amy, file.thumbnail_url)).metadata();
    expect([pages, width]).toEqual([4, 360]);
  });
});

/** Sends it, and answers what the message says of it once more is known. */
const sentAndLookedAt = async (file: File): Promise<File> => {
  const { body } = await amy.api<{ message: Message }>('POST', `/rooms/${room}/messages`, {
    attachment_ids: [file.id],
  });
  const isKnown = (one: File | undefined) => one?.thumbnail_url != null || one?.duration_ms != null;
  if (isKnown(body.message.attachments[0])) return body.message.attachments[0] as File;
  const { message } = await line.next(
    'message_updated',
    ({ message: { id, attachments } }) => id === body.message.id && isKnown(attachments[0]),
    25_000,
  );
  return message.attachments[0] as File;
};

describe('what is found out later', () => {
  it('of a film: its length, its size and a picture of it come to the message', async () => {
    const file = await sentAndLookedAt(
      await upload(amy, await film('a.mp4', 4, ['-pix_fmt', 'yuv420p']), 'a.mp4'),
    );
    expect(file).toMatchObject({ content_type: 'video/mp4', width: 320, height: 180, duration_ms: 4000 });
    const { width, height } = await sharp(await bytesAt(amy, file.thumbnail_url)).metadata();
    expect([width, height]).toEqual([320, 180]);
    expect(file.placeholder).toMatch(/^[\w+/]+=*$/);
    const part = await fetchFile(amy, file.url, { headers: { range: 'bytes=0-9' } });
    expect([part.status, part.headers.get('content-type')]).toEqual([206, 'video/mp4']);
  });

  it('of a film of a phone: as much, and nothing of where it was', async () => {
    const place = ['-metadata', 'location=+52.5000+013.4000/', '-pix_fmt', 'yuv420p'];
    const bytes = await film('a.mov', 1, place);
    expect(bytes.includes('+52.5')).toBe(true);
    const file = await sentAndLookedAt(await upload(amy, bytes, 'a.mov'));
    expect(file).toMatchObject({ content_type: 'video/quicktime', width: 320, duration_ms: 1000 });
    const kept = await bytesAt(amy, file.url);
    expect([kept.length, kept.includes('+52.5')]).toEqual([bytes.length, false]);
  });

  it('of sound: its length', async () => {
    const sound = await film('a.ogg', 1, ['-f', 'lavfi', '-i', 'sine=duration=2', '-map', '1:a']);
    const file = await sentAndLookedAt(await upload(amy, sound, 'a.ogg'));
    expect(file).toMatchObject({ width: null, thumbnail_url: null });
    expect(Math.abs((file.duration_ms ?? 0) - 2000)).toBeLessThan(100);
  });

  it('of a document: its first page', async () => {
    const file = await sentAndLookedAt(await upload(amy, pdf, 'a.pdf'));
    expect(file).toMatchObject({ content_type: 'application/pdf', duration_ms: null });
    const { width, height } = await sharp(await bytesAt(amy, file.thumbnail_url)).metadata();
    expect([width, height]).toEqual([360, 180]);
  });

  it('of a film that was looked at before it was sent is there at once', async () => {
    const { id } = await upload(amy, await film('a.webm', 1), 'a.webm');
    const known = async () => (await amy.api<{ file: File }>('GET', `/files/${id}/url`)).body.file;
    await until(async () => (await known()).thumbnail_url !== null);
    expect(await sentAndLookedAt(await known())).toMatchObject({ content_type: 'video/webm', width: 320 });
  });

  it('of what is broken is nothing, and the file stays', async () => {
    const broken = (await film('a.mp4', 1)).subarray(0, 600);
    const file = await upload(amy, broken, 'a.mp4');
    expect((await bytesAt(amy, file.url)).equals(broken)).toBe(true);
    const page = await upload(amy, '%PDF-1.7\nnothing', 'a.pdf');
    expect(page.thumbnail_url).toBeNull();
  });
});

describe('a tool', () => {
  it('that is not there, fails, or takes too much has found nothing', async () => {
    const tools = node.app.get(Tools, { strict: false });
    expect(await tools.run('no-such-program', [], '/tmp')).toBeNull();
    expect(await tools.run('false', [], '/tmp')).toBeNull();
    expect(await tools.run('yes', [], '/tmp')).toBeNull();
    expect((await tools.run('echo', ['hello'], '/tmp'))?.toString()).toBe('hello\n');
  });

  it('knows nothing of our secrets', async () => {
    const printed = await node.app.get(Tools, { strict: false }).run('env', [], '/tmp');
    expect(printed?.toString()).not.toMatch(/MONGODB|REDIS|SECRET/);
  });

  it('reads no other file and no address, whatever a playlist says', async () => {
    const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXTINF:1,\n${node.url}/health/live\n`;
    expect((await tryUpload(amy, playlist, 'a.mp4')).body).toMatchObject({
      content_type: 'text/plain',
      thumbnail_url: null,
    });
  });
});
