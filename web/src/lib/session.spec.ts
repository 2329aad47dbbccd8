import { beforeEach, describe, expect, it, vi } from 'vitest';

/** Storage and locks that the tabs of one browser share. */
const shareBrowser = () => {
  const kept = new Map<string, string>();
  let tail: Promise<unknown> = Promise.resolve();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('navigator', {
    locks: {
      request: (_: string, work: () => Promise<unknown>) => {
        const done = tail.then(work, work);
        tail = done.catch(() => undefined);
        return done;
      },
    },
  });
};

/** A server on which a refresh token is good once; a second use ends the session. */
const startServer = () => {
  let good = 'r0';
  let serial = 0;
  let isRevoked = false;
  const used: string[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { refresh_token } = JSON.parse(body) as { refresh_token: string };
    used.push(refresh_token);
    await Promise.resolve();
    if (refresh_token !== good) isRevoked = true;
    if (isRevoked) return new Response('{}', { status: 401 });
    serial += 1;
    good = `r${serial}`;
    return Response.json({ token: `t${serial}`, refresh_token: good, expires_in: 900, user: { id: 'amy' } });
  });
  return { used, revoke: () => (isRevoked = true) };
};

const openTab = async () => {
  vi.resetModules();
  return import('./session.js');
};

describe('tokens', () => {
  beforeEach(() => {
    shareBrowser();
    localStorage.setItem('parley.session', JSON.stringify({ refresh_token: 'r0', user_id: 'amy' }));
  });

  it('are asked for once by all who need one at the same time', async () => {
    const { used } = startServer();
    const tab = await openTab();
    const tokens = await Promise.all([tab.accessToken(), tab.accessToken(), tab.accessToken()]);
    expect(tokens).toEqual(['t1', 't1', 't1']);
    expect(used).toEqual(['r0']);
  });

  it('of several tabs do not end each other', async () => {
    const { used } = startServer();
    const tabs = [await openTab(), await openTab(), await openTab()];
    const tokens = await Promise.all(tabs.map((tab) => tab.accessToken()));
    expect(new Set(tokens).size).toBe(3);
    expect(used).toEqual(['r0', 'r1', 'r2']);
    expect(tabs.every((tab) => tab.useSession.getState().userId === 'amy')).toBe(true);
  });

  it('that the server refused are replaced whatever the clock says', async () => {
    startServer();
    const tab = await openTab();
    expect(await tab.accessToken()).toBe('t1');
    expect(await tab.accessToken()).toBe('t1');
    expect(await tab.accessToken('t1')).toBe('t2');
    // Somebody else of this tab was refused the same old token: the new one is good for them too.
    expect(await tab.accessToken('t1')).toBe('t2');
  });

  it('end the session when the server says so, and say why', async () => {
    startServer().revoke();
    const tab = await openTab();
    await expect(tab.accessToken()).rejects.toThrow();
    expect(tab.useSession.getState()).toEqual({ userId: null, ended: true });
    expect(localStorage.getItem('parley.session')).toBeNull();
  });

  it('survive a server that cannot be reached', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    const tab = await openTab();
    await expect(tab.accessToken()).rejects.toBeInstanceOf(tab.OfflineError);
    expect(tab.useSession.getState().userId).toBe('amy');
  });
});
