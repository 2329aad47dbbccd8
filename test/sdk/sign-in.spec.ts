import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../sdk/src/generated/contract.js';
import { SignIn, type Tokens } from '../../sdk/src/sign-in.js';

const expired = { code: 'token_expired', status: 401 } as Problem;
const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

/** What the tabs of one browser share. */
let kept: Tokens | undefined;

const shareLocks = () => {
  let tail: Promise<unknown> = Promise.resolve();
  const request = (_name: string, work: () => Promise<unknown>) => {
    const done = tail.then(work, work);
    tail = done.catch(() => undefined);
    return done;
  };
  vi.stubGlobal('navigator', { locks: { request } });
};

/** A server on which a refresh token is good once; a second use ends the session. */
const startServer = (expires_in = 900) => {
  const server = { used: [] as string[], out: [] as string[], revoked: false, serial: 0 };
  vi.stubGlobal('fetch', async (url: string, { body, headers }: RequestInit) => {
    await pause();
    if (url.endsWith('/logout')) {
      server.out.push((headers as Record<string, string>).authorization ?? '');
      return new Response(null, { status: 204 });
    }
    const { refresh_token } = JSON.parse(String(body)) as { refresh_token: string };
    server.used.push(refresh_token);
    if (refresh_token !== `r${server.serial}`) server.revoked = true;
    if (server.revoked) return Response.json({ code: 'refresh_token_invalid', status: 401 }, { status: 401 });
    server.serial += 1;
    const { serial } = server;
    return Response.json({
      token: `t${serial}`,
      refresh_token: `r${serial}`,
      expires_in,
      user: { id: 'amy' },
    });
  });
  return server;
};

const ended = vi.fn();
const openTab = () =>
  new SignIn('', kept, {
    load: () => kept,
    // As a page has it that keeps no access token where scripts find it.
    save: (tokens) => {
      kept = tokens && { user_id: tokens.user_id, refresh_token: tokens.refresh_token };
    },
    onEnd: ended,
  });

beforeEach(() => {
  shareLocks();
  ended.mockClear();
  kept = { user_id: 'amy', refresh_token: 'r0' };
});
afterEach(() => void vi.unstubAllGlobals());

/** As a browser does it that sends the token by itself, where no script sees it. */
it('shares a cookie with the other tabs, which renew it one after the other', async () => {
  const server = { serial: 0, revoked: false, jar: 'r0' };
  vi.stubGlobal('fetch', async (_url: string, { body, headers }: RequestInit) => {
    expect(headers).toMatchObject({ 'x-parley-session': 'cookie' });
    const { refresh_token } = JSON.parse(String(body)) as { refresh_token: string };
    const given = refresh_token === 'cookie' ? server.jar : refresh_token;
    await pause();
    server.revoked ||= given !== `r${server.serial}`;
    server.serial += 1;
    server.jar = `r${server.serial}`;
    const token = `t${server.serial}`;
    return Response.json({ token, refresh_token: 'cookie', expires_in: 900, user: { id: 'amy' } });
  });
  kept = { user_id: 'amy', refresh_token: 'cookie' };
  const tabs = [0, 1, 2].map(() => new SignIn('', kept, { inCookie: true, load: () => kept }));
  const tokens = await Promise.all(tabs.map((tab) => tab.token()));
  expect(tokens).toEqual(['t1', 't2', 't3']);
  expect(server.revoked).toBe(false);
});

it('is nobody else than before, whoever the cookie belongs to now', async () => {
  const session = { token: 't1', refresh_token: 'cookie', expires_in: 900, user: { id: 'ben' } };
  vi.stubGlobal('fetch', async () => Response.json(session));
  const save = vi.fn();
  const tab = new SignIn('', { user_id: 'amy', refresh_token: 'cookie' }, { inCookie: true, save });
  await expect(tab.token()).rejects.toMatchObject({ code: 'closed' });
  expect(save).not.toHaveBeenCalled();
});

describe('somebody who is signed in', () => {
  it('asks once for all who need a token at the same time', async () => {
    const { used } = startServer();
    const tab = openTab();
    expect(await Promise.all([tab.token(), tab.token(), tab.token()])).toEqual(['t1', 't1', 't1']);
    expect(used).toEqual(['r0']);
  });

  it('may have several tabs, which do not end each other', async () => {
    const server = startServer();
    const tabs = [openTab(), openTab(), openTab()];
    expect(new Set(await Promise.all(tabs.map((tab) => tab.token()))).size).toBe(3);
    expect(server.used).toEqual(['r0', 'r1', 'r2']);
    expect(server.revoked).toBe(false);
  });

  it('gets another token for one that was refused, whatever the clock says, and one for all', async () => {
    const { used } = startServer();
    const tab = openTab();
    expect(await tab.token()).toBe('t1');
    expect(await tab.token()).toBe('t1');
    expect(await Promise.all([tab.token(expired, 't1'), tab.token(expired, 't1')])).toEqual(['t2', 't2']);
    // Who was refused the old one later: the new one is good for them too.
    expect(await tab.token(expired, 't1')).toBe('t2');
    expect(used).toEqual(['r0', 'r1']);
  });

  it('does not ask for each call where tokens are good for a minute only', async () => {
    const { used } = startServer(60);
    const tab = openTab();
    for (let n = 0; n < 5; n += 1) await tab.token();
    expect(used).toEqual(['r0']);
  });

  it('is told when the server has ended the session, once', async () => {
    startServer().revoked = true;
    const tab = openTab();
    await expect(tab.token()).rejects.toMatchObject({ code: 'refresh_token_invalid' });
    await expect(tab.token()).rejects.toMatchObject({ code: 'closed' });
    expect(kept).toBeUndefined();
    expect(ended).toHaveBeenCalledOnce();
  });

  it('stays signed in while the server is away', async () => {
    vi.stubGlobal('fetch', async () =>
      Response.json({ code: 'service_unavailable', status: 503 }, { status: 503 }),
    );
    const tab = openTab();
    await expect(tab.token()).rejects.toMatchObject({ code: 'service_unavailable' });
    startServer();
    expect(await tab.token()).toBe('t1');
    expect(ended).not.toHaveBeenCalled();
  });

  it('signs out for good while a renewal is under way', async () => {
    const server = startServer();
    const tab = openTab();
    const renewal = tab.token();
    const out = tab.logOut();
    expect(kept).toBeUndefined();
    await Promise.all([renewal, out]);
    expect(kept).toBeUndefined();
    expect(server.out).toEqual(['Bearer t1']);
    await expect(tab.token()).rejects.toMatchObject({ code: 'closed' });
  });

  it('is not taken for who signs in in another tab', async () => {
    const { used } = startServer();
    const tab = openTab();
    kept = { user_id: 'ben', refresh_token: 'bens' };
    await expect(tab.token()).rejects.toMatchObject({ code: 'closed' });
    expect(kept).toEqual({ user_id: 'ben', refresh_token: 'bens' });
    expect(used).toEqual([]);
  });

  it('does not come back by a renewal that ends after another tab has signed out', async () => {
    startServer();
    const tab = openTab();
    const renewal = tab.token();
    kept = undefined;
    tab.close();
    await renewal;
    expect(kept).toBeUndefined();
  });
});
