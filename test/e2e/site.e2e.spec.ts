import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setupSite } from '../../src/site/site.setup.js';

const folder = mkdtempSync(join(tmpdir(), 'parley-site-'));
let app: NestExpressApplication;
let url: string;
/** Where pages may put files: only its origin is named. */
const STORAGE = 'https://s3.example.com/bucket';

class Empty {}

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Parley</title>');
  writeFileSync(join(folder, 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'large-abc.js'), 'export const n = 1;\n'.repeat(500));
  mkdirSync(join(folder, 'emoji'));
  writeFileSync(
    join(folder, 'emoji', 'names.json'),
    JSON.stringify(Array.from({ length: 500 }, () => 'smile')),
  );
  app = await NestFactory.create<NestExpressApplication>({ module: Empty }, { logger: false });
  setupSite(app, folder, STORAGE);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, accept = 'text/html') => fetch(`${url}${path}`, { headers: { accept } });

it('serves the client at every address that is not the server’s, under a strict policy', async () => {
  for (const path of ['/', '/rooms/1', '/sign-in', '/index.html']) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(await answer.text()).toContain('<title>Parley</title>');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(answer.headers.get('content-security-policy')).toContain(
      "connect-src 'self' ws: wss: https://s3.example.com;",
    );
  }
});

it('gives the page at the root to whoever asks', async () => {
  for (const accept of ['*/*', 'application/json']) expect((await get('/', accept)).status).toBe(200);
});

it('keeps what has a hash in its name for ever, and the page not at all', async () => {
  expect((await get('/assets/main-abc.js', '*/*')).headers.get('cache-control')).toContain('immutable');
  for (const path of ['/', '/index.html'])
    expect((await get(path)).headers.get('cache-control')).toBe('no-cache');
});

it('sends scripts and the list of emoji compressed, and only what is the same for everybody', async () => {
  const script = await get('/assets/large-abc.js', '*/*');
  expect(script.headers.get('content-encoding')).toMatch(/gzip|br/);
  expect(await script.text()).toContain('export const n');
  expect((await get('/emoji/names.json', '*/*')).headers.get('content-encoding')).toMatch(/gzip|br/);
  expect((await get('/api/rooms', '*/*')).headers.get('content-encoding')).toBeNull();
});

it('leaves the rest to the server', async () => {
  for (const path of ['/api/rooms', '/docs', '/health/ready', '/missing.js', '/../package.json', '/.env']) {
    const answer = await get(path);
    expect([path, answer.headers.get('content-security-policy')]).toEqual([path, null]);
    expect(answer.status).toBe(404);
  }
  expect((await get('/rooms/1', 'application/json')).status).toBe(404);
});
