import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A browser in which somebody has signed in, and a server that answers the renewal of the session in its way. */
const open = async (answer: (url: string, init: RequestInit) => Promise<Response>) => {
  vi.stubGlobal('fetch', answer);
  vi.resetModules();
  return import('./session.js');
};
const session = { token: 't1', refresh_token: 'r1', expires_in: 900, user: { id: 'amy' } };
const refused = { code: 'refresh_token_invalid', status: 401, title: '', detail: '' };

describe('the session of a page', () => {
  beforeEach(() => {
    const kept = new Map([['parley.session', JSON.stringify({ refresh_token: 'r0', user_id: 'amy' })]]);
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
  });

  it('goes on after a reload, and keeps no access token in the browser', async () => {
    const asked = vi.fn(async (_url: string, _init: RequestInit) => Response.json(session));
    const tab = await open(asked);
    expect(await tab.accessToken()).toBe('t1');
    expect(asked.mock.lastCall?.[1].headers).toMatchObject({ 'x-parley-session': 'cookie' });
    expect(JSON.parse(localStorage.getItem('parley.session') ?? '')).toEqual({
      refresh_token: 'r1',
      user_id: 'amy',
    });
  });

  it('ends when the server says so, and says why', async () => {
    const tab = await open(async () => Response.json(refused, { status: 401 }));
    await expect(tab.accessToken()).rejects.toThrow();
    expect(tab.useSession.getState()).toEqual({ userId: null, ended: true });
    expect(localStorage.getItem('parley.session')).toBeNull();
  });

  it('survives a server that cannot be reached, or of which only the proxy answers', async () => {
    const answers = [
      () => Promise.reject(new TypeError('failed')),
      async () => new Response('<html>bad gateway</html>', { status: 502 }),
      async () => Response.json({ message: 'no token, no entry' }, { status: 401 }),
    ];
    for (const answer of answers) {
      const tab = await open(answer);
      const error = await tab.accessToken().catch((failure: unknown) => failure);
      expect(tab.isOffline(error)).toBe(true);
      expect(tab.useSession.getState().userId).toBe('amy');
    }
  });

  it('ends with signing out, also when the server does not hear of it', async () => {
    const tab = await open(() => Promise.reject(new TypeError('failed')));
    await tab.signOut();
    expect(tab.useSession.getState()).toEqual({ userId: null, ended: false });
    expect(localStorage.getItem('parley.session')).toBeNull();
  });
});
