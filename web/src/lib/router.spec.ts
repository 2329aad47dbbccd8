import { expect, it } from 'vitest';
import { matchPath, withQuery } from './router.js';

it.each([
  ['/', '/', true],
  ['/threads', '/threads/', true],
  ['/rooms/:id', '/rooms/abc', 'abc'],
  ['/rooms/:id', '/rooms/a%20b', 'a b'],
  ['/rooms/:id', '/rooms/%', '%'],
  ['/rooms/:id', '/rooms', undefined],
  ['/rooms/:id', '/dms/abc', undefined],
  ['/rooms/:id', '/rooms/abc/more', undefined],
] as const)('%s is asked of %s', (pattern, path, found) => {
  expect(matchPath(pattern, path)).toBe(found);
});

it('writes what is given of a query', () => {
  expect(withQuery('/search', { q: 'a b&c', type: undefined })).toBe('/search?q=a+b%26c');
  expect(withQuery('/rooms/abc', { details: true })).toBe('/rooms/abc?details=true');
  expect(withQuery('/rooms/abc', { thread: undefined })).toBe('/rooms/abc');
});
