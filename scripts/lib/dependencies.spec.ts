import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { arePackagesInstalled } from './dependencies.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-packages-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

const lock = (file: string, packages: object) =>
  writeFileSync(join(root, file), JSON.stringify({ packages }));
const one = { version: '1.0.0', integrity: 'sha512-one' };

it('are installed when npm has written down each package that is wanted', () => {
  lock('package-lock.json', {
    '': { name: 'parley' },
    'node_modules/one': one,
    'node_modules/for-windows': { version: '1.0.0', optional: true },
    'node_modules/@parley/sdk': { link: true },
    sdk: { version: '0.1.0' },
  });
  expect(arePackagesInstalled(root)).toBe(false);
  lock('node_modules/.package-lock.json', { 'node_modules/one': one, 'node_modules/more': one });
  expect(arePackagesInstalled(root)).toBe(true);
  lock('node_modules/.package-lock.json', { 'node_modules/one': { ...one, integrity: 'sha512-other' } });
  expect(arePackagesInstalled(root)).toBe(false);
});
