import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebPages } from '../../../test/support/web-pages.js';
import { Config } from '../../config/config.js';
import { GuardedFetch, OutboundError, type OutboundRequest } from './guarded-fetch.js';

let pages: WebPages;
let other: WebPages;
let net: GuardedFetch;
const asked: string[] = [];
const names: Record<string, string[]> = {};

beforeAll(async () => {
  [pages, other] = await Promise.all([WebPages.open(), WebPages.open()]);
  net = guard({ OUTBOUND_LOOPBACK_PORTS: String(pages.port) });
});
beforeEach(() => {
  for (const list of [pages.asked, pages.headers, other.asked, asked]) list.length = 0;
});
afterAll(() => Promise.all([pages.close(), other.close()]));

const guard = (env: Record<string, string>): GuardedFetch => {
  const made = new GuardedFetch(
    Config.read({
      NODE_ENV: 'test',
      MONGODB_URI: 'mongodb://nowhere',
      REDIS_URL: 'redis://nowhere',
      JWT_SECRET: 'x'.repeat(40),
      ...env,
    }),
  );
  made.resolve = async (host) => {
    asked.push(host);
    return names[host] ?? [];
  };
  return made;
};

const get = (url: string, options: Partial<OutboundRequest> = {}) =>
  net.fetch(url, { timeoutMs: 2_000, maxSize: 1_000, maxRedirects: 3, ...options });

const kindOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: unknown) => (error instanceof OutboundError ? error.kind : String(error)),
  );

const refusedUrls = [
  'ftp://example.org/',
  'file:///etc/passwd',
  'gopher://example.org/',
  'javascript:alert(1)',
  'data:text/html,x',
  'ws://example.org/',
  'not an address',
  'http://',
  'http://amy:secret@example.org/',
  'http://amy@example.org/',
  'http://example.org:22/',
  'http://example.org:6379/',
  'https://example.org:8443/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.1/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://0/',
  'http://127。0。0。1/',
  'http://①②⑦.0.0.1/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.0.1/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://168.63.129.16/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::]/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::169.254.169.254]/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
  'http://[ff02::1]/',
];

describe('what is never asked', () => {
  it.each(refusedUrls)('%s', async (url) => {
    expect(await kindOf(get(url))).toBe('refused');
    expect(asked).toEqual([]);
  });

  it.each([
    ['private', ['10.0.0.5']],
    ['of this machine', ['127.0.0.1']],
    ['of this machine in IPv6', ['::1']],
    ['mapped', ['::ffff:10.0.0.5']],
    ['one public and one private', ['93.184.216.34', '192.168.0.1']],
    ['the metadata of a cloud', ['169.254.169.254']],
    ['with a zone', ['fe80::1%eth0']],
    ['no address at all', ['localhost']],
  ])('a name whose address is %s', async (_what, addresses) => {
    names['inside.example'] = addresses;
    expect(await kindOf(get('http://inside.example/'))).toBe('refused');
    expect(asked).toEqual(['inside.example']);
  });

  it('a port of this machine that was not named', async () => {
    other.html('/', 'secret');
    expect(await kindOf(get(other.url('/')))).toBe('refused');
    expect(other.asked).toEqual([]);
  });

  it('loopback at all, when it runs in production', () => {
    expect(() => guard({ NODE_ENV: 'production', OUTBOUND_LOOPBACK_PORTS: '8080' })).toThrow(
      /OUTBOUND_LOOPBACK_PORTS/,
    );
    expect(() => guard({ OUTBOUND_PORTS: 'many' })).toThrow(/OUTBOUND_PORTS/);
  });
});

describe('a name', () => {
  it('is resolved once, and the connection goes where was looked: a second answer changes nothing', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254']];
    const rebinding = guard({ OUTBOUND_LOOPBACK_PORTS: String(pages.port) });
    rebinding.resolve = async () => answers.shift() ?? [];
    pages.html('/', 'here');
    const url = `http://rebinding.example:${pages.port}/`;
    const answer = await rebinding.fetch(url, { timeoutMs: 2_000, maxSize: 100 });
    expect(answer.body.toString()).toBe('here');
    expect(answers).toHaveLength(1);
    expect(pages.headers[0]?.host).toBe(`rebinding.example:${pages.port}`);
    expect(await kindOf(rebinding.fetch(url, { timeoutMs: 2_000, maxSize: 100 }))).toBe('refused');
  });

  it('that nobody has, or that takes too long', async () => {
    expect(await kindOf(get('http://nobody.example/'))).toBe('unreachable');
    const slow = guard({});
    slow.resolve = () => new Promise(() => undefined);
    expect(await kindOf(slow.fetch('http://slow.example/', { timeoutMs: 50, maxSize: 1 }))).toBe('timeout');
  });

  it('may have another port where a setting says so', async () => {
    const wide = guard({ OUTBOUND_PORTS: '8443' });
    expect(wide.check('https://example.org:8443/').port).toBe('8443');
    expect(() => wide.check('https://10.0.0.1:8443/')).toThrow(OutboundError);
    expect(() => wide.check('https://example.org:8444/')).toThrow(OutboundError);
  });
});

describe('redirects', () => {
  it('are followed, and each is checked', async () => {
    pages.html('/end', 'end');
    pages.redirect('/two', '/end', 307);
    const answer = await get(pages.redirect('/one', '/two'));
    expect([answer.url, answer.body.toString()]).toEqual([pages.url('/end'), 'end']);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://2130706433/',
    'file:///etc/passwd',
    'http://inside.example/',
    'http://amy:secret@example.org/',
    'http://:80:80/',
  ])('to %s', async (to) => {
    names['inside.example'] = ['10.0.0.5'];
    expect(await kindOf(get(pages.redirect('/away', to)))).toBe('refused');
  });

  it('end', async () => {
    expect(await kindOf(get(pages.redirect('/loop', '/loop')))).toBe('redirects');
    expect(pages.asked).toHaveLength(4);
  });

  it('are an answer where they are not followed', async () => {
    const url = pages.redirect('/moved', '/end');
    const answer = await get(url, { method: 'POST', body: '{}', maxRedirects: undefined });
    expect([answer.status, pages.asked]).toEqual([302, ['/moved']]);
  });
});

describe('an answer', () => {
  it('is read up to the limit', async () => {
    const url = pages.html('/long', 'x'.repeat(5_000));
    expect(await kindOf(get(url))).toBe('too_large');
    expect((await get(url, { tooLong: 'cut' })).body.toString()).toBe('x'.repeat(1_000));
  });

  it('that never ends is cut', async () => {
    const url = pages.serve('/endless', (_request, response) => {
      const write = () => {
        while (response.write('y'.repeat(1_000)));
      };
      response.on('drain', write).on('error', () => undefined);
      write();
    });
    expect((await get(url, { tooLong: 'cut' })).body).toHaveLength(1_000);
  });

  it('is unpacked no further than the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const url = pages.serve('/bomb', (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(await kindOf(get(url))).toBe('too_large');
    expect((await get(url, { tooLong: 'cut' })).body).toHaveLength(1_000);
    const small = pages.serve('/packed', (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'));
    });
    expect((await get(small)).body.toString()).toBe('packed');
  });

  it.each([
    ['lies about its encoding', { 'content-encoding': 'gzip' }, 'not gzip'],
    ['has an encoding that nobody knows', { 'content-encoding': 'zebra' }, 'x'],
    ['ends before it is whole', { 'content-length': '500' }, 'short'],
  ])('that %s', async (_what, headers, text) => {
    const url = pages.serve('/odd', (_request, response) => {
      response.writeHead(200, headers as Record<string, string>).write(text);
      setImmediate(() => response.destroy());
    });
    expect(await kindOf(get(url))).toBe('unreachable');
  });

  it('that is slow, at its beginning or in the middle', async () => {
    const silent = pages.serve('/silent', () => undefined);
    expect(await kindOf(get(silent, { timeoutMs: 100 }))).toBe('timeout');
    const drip = pages.serve('/drip', (_request, response) => void response.write('a'));
    expect(await kindOf(get(drip, { timeoutMs: 100 }))).toBe('timeout');
  });

  it('with more headers than anybody needs', async () => {
    const url = pages.serve('/headers', (_request, response) => {
      response.writeHead(200, { 'x-long': 'h'.repeat(40_000) }).end();
    });
    expect(await kindOf(get(url))).toBe('unreachable');
  });

  it('sets no cookies', async () => {
    pages.html('/after', 'x');
    const url = pages.serve('/cookie', (_request, response) => {
      response.writeHead(302, { 'set-cookie': 'a=b', location: '/after' }).end();
    });
    await get(url);
    expect(pages.headers.map(({ cookie, authorization }) => [cookie, authorization])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});
