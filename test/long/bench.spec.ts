import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { scenesOf } from '../../bench/scenes/all.mjs';

const run = promisify(execFile);
const ENDS_WITHIN_MS = 150_000;
const TIMEOUT_MS = ENDS_WITHIN_MS + 10_000;

const folder = await mkdtemp(join(tmpdir(), 'parley-bench-smoke-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

it(
  'the bench plays every scene, in small, and nothing is lost, doubled or out of order',
  async () => {
    const { stdout } = await run(process.execPath, ['bench/main.mjs', '--smoke', '--results', folder], {
      ...{ maxBuffer: 2 ** 24, timeout: ENDS_WITHIN_MS },
    }).catch((error) => {
      // How far it came, and what was not valid.
      throw new Error(`${error.message}\n${error.stdout}\n${error.stderr}`);
    });
    const { scenes } = JSON.parse(await readFile(join(folder, 'latest.json'), 'utf8'));
    expect(scenes.map(({ name }: { name: string }) => name)).toEqual(
      scenesOf({ smoke: true }).map(({ name }) => name),
    );
    for (const { name, metrics } of scenes)
      expect(metrics.length, `${name}: ${stdout.slice(-2_000)}`).toBeGreaterThan(0);
    expect(stdout).toContain('## Goals');
    expect(await readFile(join(folder, 'latest.html'), 'utf8')).toContain('<svg');
  },
  TIMEOUT_MS,
);
