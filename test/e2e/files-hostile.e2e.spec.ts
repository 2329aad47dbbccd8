import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { fetchFile, picture, tryUpload, upload } from '../support/files.js';
import { type Person, register } from '../support/people.js';

let node: TestApp;
let amy: Person;

beforeAll(async () => {
  node = await startApp();
  amy = await register(node.url, 'amy');
});
afterAll(() => node?.stop());

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
};

/** A PNG that says how large it is, whatever it holds. */
const pngOf = (width: number, height: number, pixels = deflateSync(Buffer.alloc(1_000))): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...[chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))],
  ]);
};

const gifOf = (width: number, height: number): Buffer => {
  const gif = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
  gif.writeUInt16LE(width, 6);
  gif.writeUInt16LE(height, 8);
  const frame = gif.indexOf(0x2c, 13) + 5;
  gif.writeUInt16LE(width, frame);
  gif.writeUInt16LE(height, frame + 2);
  return gif;
};

const html = '<!doctype html><script>parent.document.title = "owned"</script>';
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const zip = Buffer.from(
  '504b03041400000000000000210000000000000000000000000001000000610a504b0506000000000000000000000000000000000000',
  'hex',
);
const elf = Buffer.concat([Buffer.from('7f454c46020101000000000000000000', 'hex'), Buffer.alloc(200)]);
const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);

/** Nothing of them runs: they come as a download, in a sandbox, as the type that they are. */
const downloads: [string, string | Buffer, string, string][] = [
  ['HTML', html, 'page.html', 'text/html'],
  ['HTML that is called a picture', html, 'photo.png', 'text/html'],
  ['HTML that is called text', html, 'notes.txt', 'text/html'],
  ['HTML after a mark of byte order', `\ufeff${html}`, 'a.html', 'text/html'],
  ['HTML after much white space', `${' '.repeat(2000)}${html}`, 'a.txt', 'text/html'],
  ['HTML after a comment', `<!-- ${'x'.repeat(3000)} -->${html}`, 'a.txt', 'text/html'],
  ['HTML in capitals', html.toUpperCase(), 'a.txt', 'text/html'],
  ['a lone script', '<script src=//evil.example></script>', 'a.txt', 'text/html'],
  ['a frame', 'hello <iframe srcdoc="x">', 'a.txt', 'text/html'],
  ['an image that fails', '<img src=x onerror=alert(1)>', 'a.txt', 'text/html'],
  ['SVG', svg, 'a.svg', 'image/svg+xml'],
  ['SVG that is called PNG', svg, 'a.png', 'image/svg+xml'],
  ['SVG after a declaration', `<?xml version="1.0"?><!DOCTYPE svg>${svg}`, 'a.svg', 'image/svg+xml'],
  [
    'SVG that loads an entity',
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg}`,
    'a.svg',
    'image/svg+xml',
  ],
  [
    'XML with a style sheet',
    '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>',
    'a.xml',
    'application/xml',
  ],
  [
    'a PDF',
    '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj',
    'a.pdf',
    'application/pdf',
  ],
  ['a program for Windows', exe, 'photo.jpg', 'application/x-msdownload'],
  ['a program for Linux', elf, 'a.png', 'application/x-elf'],
  ['an archive', zip, 'a.docx', 'application/zip'],
  ['a bomb in an archive', gzipSync(Buffer.alloc(5_000_000)), 'bomb.gz', 'application/gzip'],
  [
    'a PNG that is broken',
    Buffer.concat([pngOf(10, 10).subarray(0, 40), Buffer.alloc(60)]),
    'a.png',
    'application/octet-stream',
  ],
  [
    'a JPEG of which only the beginning is there',
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    'a.jpg',
    'application/octet-stream',
  ],
  ['a PNG of 1 by 2,000,000,000', pngOf(1, 2_000_000_000), 'a.png', 'application/octet-stream'],
  ['a GIF that is HTML too', `GIF89a/*${html}*/=1;`, 'a.gif', 'application/octet-stream'],
  [
    'what is no text and nothing known',
    Buffer.from([1, 2, 3, 0, 255, 254, 9]),
    'a.txt',
    'application/octet-stream',
  ],
  ['text in UTF-16', Buffer.from('hello <script>', 'utf16le'), 'a.txt', 'application/octet-stream'],
];

/** They are shown, since a browser that is told their type does nothing with them but show them. */
const shown: [string, string | Buffer, string, string][] = [
  ['text', 'hello', 'a.html', 'text/plain'],
  ['a program in JavaScript', 'alert(document.cookie)', 'a.js', 'text/plain'],
  ['a program for a shell', '#!/bin/sh\nrm -rf /', 'a.png', 'text/plain'],
  ['a style sheet', 'body { background: url(//evil.example) }', 'a.css', 'text/plain'],
  ['a table with formulas', '=cmd|"/c calc"!A1,1', 'a.csv', 'text/plain'],
  ['JSON', '{"__proto__":{"polluted":true}}', 'a.json', 'text/plain'],
  ['a playlist, which names addresses', '#EXTM3U\nhttp://169.254.169.254/', 'a.m3u8', 'text/plain'],
  ['PostScript as text', 'hello (%!PS)', 'a.ps', 'text/plain'],
];

const served = async (url: string) => {
  const { status, headers } = await fetchFile(amy, url);
  return {
    status,
    type: headers.get('content-type'),
    kind: headers.get('content-disposition')?.split(';')[0],
    headers,
  };
};

describe('what could do harm', () => {
  it.each(downloads)('%s is a download and nothing else', async (_what, bytes, name, type) => {
    const file = await upload(amy, bytes, name);
    expect(file).toMatchObject({ content_type: type, thumbnail_url: null, width: null });
    const { headers, ...answer } = await served(file.url);
    expect(answer).toEqual({ status: 200, type, kind: 'attachment' });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*; sandbox$/);
  });

  it.each(shown)('%s is shown as text', async (_what, bytes, name, type) => {
    const file = await upload(amy, bytes, name);
    const { headers, ...answer } = await served(file.url);
    expect(answer).toEqual({ status: 200, type: `${type}; charset=utf-8`, kind: 'inline' });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/sandbox$/);
  });

  it.each([
    ['a PNG of 60,000 by 60,000', pngOf(60_000, 60_000), 'a.png'],
    ['a GIF of 65,000 by 65,000', gifOf(65_000, 65_000), 'a.gif'],
    ['a PNG just above the bound', pngOf(10_001, 10_000), 'a.txt'],
  ])('%s is refused before it is unpacked', async (_what, bytes, name) => {
    const { status, body } = await tryUpload(amy, bytes, name);
    expect([status, body.code]).toEqual([422, 'file_refused']);
  });

  it('is not known by what the browser says of it', async () => {
    const { body } = await tryUpload(amy, html, 'a.png', 'image/png');
    expect(body.content_type).toBe('text/html');
  });

  it('shows a picture that holds markup as the picture that it is', async () => {
    const bytes = Buffer.concat([await picture(30, 20).jpeg().toBuffer(), Buffer.from(html)]);
    const file = await upload(amy, bytes, 'a.html');
    const { headers, ...answer } = await served(file.url);
    expect(answer).toEqual({ status: 200, type: 'image/jpeg', kind: 'inline' });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('comes as a download where that is asked for', async () => {
    const file = await upload(amy, 'hello');
    expect((await served(`${file.url}&download=1`)).kind).toBe('attachment');
  });
});
