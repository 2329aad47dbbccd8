import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Config } from './config.js';
import { ConfigSchema, parseEnvironment } from './config.schema.js';

const needed = { MONGODB_URI: 'mongodb://127.0.0.1/parley', REDIS_URL: 'redis://127.0.0.1' };

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const example = Object.fromEntries(
    lines
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );

  it('names every setting and no other', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(ConfigSchema.shape).sort());
  });

  it('shows the defaults', () => {
    const given = Object.fromEntries(Object.entries(example).filter(([, value]) => value !== ''));
    expect(parseEnvironment({ ...example, ...needed })).toEqual(parseEnvironment({ ...given, ...needed }));
    expect(parseEnvironment({ ...example, ...needed })).toEqual(parseEnvironment(needed));
  });
});

describe('parseEnvironment', () => {
  it('names every fault at once', () => {
    expect(() =>
      parseEnvironment({ PORT: 'x', REGISTRATION: 'maybe', MONGODB_URI: 'http://x', REDIS_URL: 'redis://x' }),
    ).toThrow(/PORT[\s\S]*MONGODB_URI[\s\S]*REGISTRATION/);
  });

  it.each([undefined, '', 'short'])('refuses production with the secret %j', (JWT_SECRET) => {
    expect(() => parseEnvironment({ ...needed, NODE_ENV: 'production', JWT_SECRET })).toThrow(
      /JWT_SECRET: must have/,
    );
  });
});

describe('Config', () => {
  it('makes a development secret once and keeps it', () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-config-'));
    const first = Config.read({ ...needed, DATA_DIR });
    expect(first.env.JWT_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(Config.read({ ...needed, DATA_DIR }).env.JWT_SECRET).toBe(first.env.JWT_SECRET);
    rmSync(DATA_DIR, { recursive: true });
  });
});
