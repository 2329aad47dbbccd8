import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BuildStep, build } from './build.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-build-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/a.ts'), 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

/** Copies the source and counts how often it has done so. */
const PROGRAM = `const fs = require('node:fs'); fs.mkdirSync('dist', { recursive: true });
  fs.appendFileSync('dist/count', 'x'); fs.copyFileSync('src/a.ts', 'dist/out');`;

const step = (changes: Partial<BuildStep> = {}): BuildStep => ({
  name: 'a copy',
  inputs: ['src'],
  ignore: /\.spec\.ts$/,
  output: 'dist/out',
  stamp: 'dist/.stamp',
  command: ['--eval', PROGRAM],
  ...changes,
});
const run = (...steps: BuildStep[]) => build(root, { node: process.execPath, log: () => {}, steps });
const builds = () => readFileSync(join(root, 'dist/count'), 'utf8').length;

describe('a build', () => {
  it('is left out when nothing has changed', async () => {
    await run(step());
    await run(step());
    writeFileSync(join(root, 'src/a.spec.ts'), 'a test');
    await run(step());
    expect(builds()).toBe(1);
  });

  it('is made again when an input has changed, appeared or gone', async () => {
    await run(step());
    writeFileSync(join(root, 'src/a.ts'), 'two');
    await run(step());
    expect(readFileSync(join(root, 'dist/out'), 'utf8')).toBe('two');
    writeFileSync(join(root, 'src/b.ts'), '');
    await run(step());
    rmSync(join(root, 'src/b.ts'));
    await run(step());
    expect(builds()).toBe(4);
  });

  it('is made again after one that failed, and after one whose output is gone', async () => {
    const failing = step({ command: ['--eval', `${PROGRAM} process.exit(1)`] });
    await expect(run(failing)).rejects.toThrow('The build of a copy failed');
    expect(existsSync(join(root, 'dist/.stamp'))).toBe(false);
    await run(step());
    rmSync(join(root, 'dist/out'));
    await run(step());
    expect(builds()).toBe(3);
  });

  it('is made once when two starts want it at the same time', async () => {
    await Promise.all([run(step()), run(step())]);
    expect(builds()).toBe(1);
  });
});
