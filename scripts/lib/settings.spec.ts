import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment, readSettings } from './settings.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-settings-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the settings of a start', () => {
  it('come from the environment first, then from .env', () => {
    writeFileSync(join(root, '.env'), 'PORT=1\nPUBLIC_URL="https://chat.example" # a comment\n');
    const env = readEnvironment(root, { PORT: '2' });
    expect(env).toMatchObject({ PORT: '2', PUBLIC_URL: 'https://chat.example' });
  });

  it('name where people and where this machine reach the server', async () => {
    const { env, localUrl, publicUrl } = await readSettings(root, { PORT: '0', HOST: '0.0.0.0' });
    expect(localUrl).toBe(`http://127.0.0.1:${env.PORT}`);
    expect(publicUrl).toBe(`http://localhost:${env.PORT}`);
    const given = await readSettings(root, {
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'https://chat.example',
    });
    expect(given.publicUrl).toBe('https://chat.example');
  });

  it('put the data into the clone unless DATA_DIR says otherwise', async () => {
    expect((await readSettings(root, { PORT: '0' })).dataDir).toBe(join(root, '.data'));
    expect((await readSettings(root, { PORT: '0', DATA_DIR: '/elsewhere' })).dataDir).toBe('/elsewhere');
  });

  it('are refused with one sentence when the port is taken or is none', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(readSettings(root, { PORT: String(port), HOST: '127.0.0.1' })).rejects.toThrow(
      `Port ${port} is in use`,
    );
    server.close();
    await expect(readSettings(root, { PORT: 'http' })).rejects.toThrow('not a port number');
  });
});
