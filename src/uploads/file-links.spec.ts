import { describe, expect, it } from 'vitest';
import { Config } from '../config/config.js';
import { FileLinks } from './file-links.js';

const env = {
  MONGODB_URI: 'mongodb://127.0.0.1/parley',
  REDIS_URL: 'redis://127.0.0.1',
  JWT_SECRET: 'a secret that is long enough for every test there is',
  FILE_URL_SECONDS: '3600',
};
const linksWith = (more: Record<string, string> = {}): FileLinks =>
  new FileLinks(Config.read({ ...env, ...more }));

const id = 'a'.repeat(24);
const noon = Date.UTC(2026, 0, 1, 12);
const minutes = (n: number): number => noon + n * 60_000;

const parts = (url: string) => {
  const { pathname, searchParams } = new URL(url, 'http://here');
  const { variant, expires, signature } = Object.fromEntries(searchParams) as Record<string, string>;
  return {
    file_id: pathname.split('/').at(-1) as string,
    variant: variant as 'original',
    expires: Number(expires),
    signature: signature as string,
  };
};

describe('FileLinks', () => {
  const links = linksWith();
  const link = parts(links.sign(id, 'original', minutes(10)));

  it('gives everybody the same URL for a while, on every node', () => {
    expect(links.sign(id, 'original', minutes(1))).toBe(linksWith().sign(id, 'original', minutes(59)));
    expect(links.sign(id, 'original', minutes(1))).not.toBe(links.sign(id, 'original', minutes(61)));
  });

  it('lets it be good for one period at least and two at most', () => {
    for (const made of [0, 1, 30, 59]) {
      const one = parts(links.sign(id, 'original', minutes(made)));
      expect(links.isGood(one, minutes(made + 60))).toBe(true);
      expect(links.isGood(one, minutes(made + 120))).toBe(false);
    }
  });

  it.each([
    ['another file', { file_id: 'b'.repeat(24) }],
    ['another variant', { variant: 'preview' as const }],
    ['a later end', { expires: link.expires + 3600 }],
    ['no end', { expires: 0 }],
    ['an endless end', { expires: Number.MAX_SAFE_INTEGER }],
    ['no signature', { signature: '' }],
    ['a signature that is cut', { signature: link.signature.slice(0, -1) }],
    ['a signature with more', { signature: `${link.signature}A` }],
    [
      'a signature of others',
      { signature: parts(linksWith({ JWT_SECRET: 'x'.repeat(40) }).sign(id, 'original', noon)).signature },
    ],
    ['a signature of no ASCII', { signature: '💥'.repeat(10) }],
  ])('refuses %s', (_what, change) => {
    expect(links.isGood(link, minutes(11))).toBe(true);
    expect(links.isGood({ ...link, ...change }, minutes(11))).toBe(false);
  });

  it('names the CDN before the server, and no server where none is known', () => {
    expect(links.sign(id, 'original')).toMatch(/^\/api\/files\//);
    expect(linksWith({ PUBLIC_URL: 'https://chat.example/' }).sign(id, 'original')).toMatch(
      /^https:\/\/chat\.example\/api\//,
    );
    const both = { PUBLIC_URL: 'https://chat.example', CDN_URL: 'https://cdn.example/x/' };
    expect(linksWith(both).sign(id, 'original')).toMatch(/^https:\/\/cdn\.example\/x\/api\/files\//);
  });
});
