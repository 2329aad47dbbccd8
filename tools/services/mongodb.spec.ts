import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseDatabase } from './mongodb.mjs';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-choice-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const program = (name: string) => {
  const path = join(dataDir, name);
  writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 });
  return path;
};
const holdData = (folder: string) => {
  mkdirSync(join(dataDir, folder));
  writeFileSync(join(dataDir, folder, 'data'), '');
};
const choose = (env: NodeJS.ProcessEnv, downloaded?: string) =>
  chooseDatabase({ env, dataDir, log: () => {}, download: async () => downloaded });

describe('which database serves', () => {
  it('is the one at MONGODB_URI before all others', async () => {
    const env = { MONGODB_URI: 'mongodb://elsewhere/parley', MONGOMS_SYSTEM_BINARY: program('mongod') };
    expect(await choose(env)).toEqual({ kind: 'external', url: 'mongodb://elsewhere/parley' });
  });

  it('is the mongod that was named, else the one on the PATH, else a downloaded one', async () => {
    const [named, onPath] = [program('named'), program('mongod')];
    expect(await choose({ MONGOMS_SYSTEM_BINARY: named, PATH: dataDir })).toEqual({
      kind: 'mongod',
      binary: named,
    });
    expect(await choose({ PATH: dataDir }, '/downloaded')).toEqual({ kind: 'mongod', binary: onPath });
    expect(await choose({ PATH: '' }, '/downloaded')).toEqual({ kind: 'mongod', binary: '/downloaded' });
  });

  it('is DocumentDB where no mongod can be had', async () => {
    expect(await choose({ PATH: '' })).toEqual({ kind: 'documentdb' });
  });

  it('stays the one that holds the data when a mongod turns up later', async () => {
    holdData('documentdb');
    program('mongod');
    expect(await choose({ PATH: dataDir })).toEqual({ kind: 'documentdb' });
  });

  it('is refused when the data is of a mongod that is gone', async () => {
    holdData('mongodb');
    await expect(choose({ PATH: '' })).rejects.toThrow('there is no mongod on this machine any more');
  });

  it('is refused when the named mongod is not there', async () => {
    await expect(choose({ MONGOMS_SYSTEM_BINARY: '/nowhere/mongod' })).rejects.toThrow('/nowhere/mongod');
  });
});
