import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/root.mjs';
import { startApp, type TestApp } from '../support/app.js';

let node: TestApp;

beforeAll(async () => {
  // Limits as a server has them that nobody raised for tests, only quicker to wait for.
  node = await startApp({ RATE_LIMIT_SCALE: '1', MESSAGE_RATE_PER_SECOND: '10' });
});
afterAll(() => node.stop());

const conformance = (url: string, ...more: string[]): Promise<{ status: number; output: string }> =>
  new Promise((resolve) => {
    const args = [join(ROOT, 'conformance/main.mjs'), '--url', url, ...more];
    execFile(process.execPath, args, { timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr }),
    );
  });

it('finds every promise kept by this server', async () => {
  const { status, output } = await conformance(node.url);
  expect(output).not.toContain('BROKEN');
  expect(output).toContain('Every promise is kept.');
  expect(status).toBe(0);
});

it('names the promises that a server breaks', async () => {
  // Forgets that it has seen a client_id.
  const careless = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks)
      .toString()
      .replace(/,?"client_id":"[^"]+"/, '');
    const { authorization, 'content-type': type } = request.headers;
    const answer = await fetch(`${node.url}${request.url}`, {
      method: request.method,
      headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
      ...(body !== '' && { body }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(careless.address() as AddressInfo).port}`;
  const { status, output } = await conformance(url, '--only', 'Exactly once');
  careless.closeAllConnections();
  careless.close();
  expect(output).toContain('BROKEN  also when the copies race');
  expect(status).toBe(1);
});
