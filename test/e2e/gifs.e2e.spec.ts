import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Gif } from '../../src/contract/gifs.js';
import { startApp, type TestApp } from '../support/app.js';
import { Giphy } from '../support/giphy.js';
import { type Person, register } from '../support/people.js';
import { exactly, refused, unique } from '../support/rooms.js';

let giphy: Giphy;
let node: TestApp;
let amy: Person;

interface Page {
  gifs: Gif[];
  has_more: boolean;
  cursor: string | null;
}

beforeAll(async () => {
  giphy = await Giphy.open();
  node = await startApp({
    GIPHY_API_KEY: giphy.key,
    GIPHY_API_URL: giphy.url,
    LOG_LEVEL: 'fatal',
    GIPHY_RATING: 'pg-13',
    OUTBOUND_LOOPBACK_PORTS: String(giphy.port),
  });
  amy = await register(node.url, 'amy');
});
beforeEach(() => {
  giphy.asked.length = 0;
  giphy.broken = undefined;
});
afterAll(() => Promise.all([node.stop(), giphy.close()]));

const find = async (query: string): Promise<Page> => {
  const { status, body } = await amy.api<Page & Record<string, never>>('GET', `/gifs${query}`);
  expect(status).toBe(200);
  return body as unknown as Page;
};

describe('GIFs', () => {
  it('are found by words, and shown in a size that can be sent', async () => {
    const word = unique('cat');
    const { gifs, has_more, cursor } = await find(`?q=%20${word.toUpperCase()}%20%20dog&limit=3`);
    for (const gif of gifs) exactly(Gif, gif);
    expect([gifs.length, has_more, cursor]).toEqual([3, true, '3']);
    expect(gifs[0]).toMatchObject({ id: `${word} dog-0`, width: 384, height: 216 });
    expect(gifs[0]?.url).toContain('giphy-downsized.gif');
    expect(gifs[0]?.preview_url).toContain('100w.gif');
    expect(Object.fromEntries(giphy.asked[0]?.searchParams ?? [])).toMatchObject({ rating: 'pg-13' });
  });

  it('are those of the day without words', async () => {
    expect((await find('?limit=2')).gifs.map(({ id }) => id)).toEqual(['trending-0', 'trending-1']);
    expect(giphy.asked[0]?.pathname).toBe('/v1/gifs/trending');
  });

  it('come page by page, each once, to the end', async () => {
    const ids: string[] = [];
    const word = unique('page');
    let cursor: string | null = '0';
    while (cursor !== null) {
      const page: Page = await find(`?q=${word}&limit=100&cursor=${cursor}`);
      ids.push(...page.gifs.map(({ id }) => id));
      expect(page.has_more).toBe(page.cursor !== null);
      cursor = page.cursor;
    }
    expect([ids.length, new Set(ids).size, giphy.asked.length]).toEqual([130, 130, 3]);
    expect(await find('?q=nothing')).toEqual({ gifs: [], has_more: false, cursor: null });
  });

  it('are asked for once, whoever asks', async () => {
    const word = unique('once');
    await Promise.all([1, 2, 3].map(() => find(`?q=${word}`)));
    await find(`?q=${word.toUpperCase()}`);
    expect(giphy.asked).toHaveLength(1);
  });

  it('leave out what lacks something', async () => {
    const body = { data: [{ id: 'odd' }, null], pagination: { count: 2, offset: 0, total_count: 2 } };
    giphy.broken = { status: 200, body: JSON.stringify(body) };
    expect((await find(`?q=${unique('odd')}`)).gifs).toEqual([]);
  });

  it.each([
    ['is down', { status: 500, body: '' }],
    ['has enough of us', { status: 429, body: '{}' }],
    ['does not know the key', { status: 401, body: '{}' }],
    ['answers what is no JSON', { status: 200, body: '<html>' }],
    ['answers something else', { status: 200, body: '{"data":7}' }],
    ['answers too much', { status: 200, body: ' '.repeat(3_000_000) }],
  ])('fail for the moment while the provider %s', async (_what, broken) => {
    const query = `/gifs?q=${unique('down')}`;
    giphy.broken = broken;
    await refused(amy.api('GET', query), 503, 'service_unavailable');
    giphy.broken = undefined;
    expect((await amy.api('GET', query)).status).toBe(200);
  });

  it('are refused what is no query', async () => {
    for (const query of [`?q=${'x'.repeat(51)}`, '?cursor=x', '?cursor=-1', '?limit=0', '?limit=101'])
      await refused(amy.api('GET', `/gifs${query}`), 400, 'validation_failed');
  });

  it('are not there without a key', async () => {
    const without = await startApp();
    const ben = await register(without.url, 'ben');
    await refused(ben.api('GET', '/gifs?q=cat'), 501, 'gifs_not_configured');
    await without.stop();
  });
});
