import type { Input } from './contract.js';
import { ParleyError } from './errors.js';
import type { Problem, Session } from './generated/contract.js';
import { Rest, type TokenSource } from './rest.js';

/** What a signed-in person has. Enough to go on with: `user_id` and `refresh_token`. */
export interface Tokens {
  user_id: string;
  refresh_token: string;
  /** The access token, where it was kept too. */
  token?: string | undefined;
  /** When it ends, in milliseconds since 1970 by the clock of this machine. */
  expires_at?: number | undefined;
}

export interface SignInOptions {
  /** Called with each new pair, and with nothing when the session is over: keep it where the next start finds it. */
  save?: (tokens: Tokens | undefined) => void;
  /** What was saved last, asked before each refresh: another tab may have refreshed meanwhile. */
  load?: () => Tokens | undefined;
  /** The server has ended the session: another sign-in is needed. Not called by `logOut`. */
  onEnd?: () => void;
  /**
   * For pages that the server itself serves: the refresh token stays in a cookie that no script can read, and a word stands
   * in its place.
   */
  inCookie?: boolean;
}

const inCookie = { 'x-parley-session': 'cookie' };
const restOf = (url: string, options: SignInOptions = {}, token?: TokenSource): Rest =>
  new Rest({ urls: [url], ...(token && { token }), ...(options.inCookie && { headers: inCookie }) });

/** The server warns a connection a minute before its token expires: by then a new one must be asked for. */
const RENEW_BEFORE_MS = 90_000;
/** All that needs a token waits for its renewal, and so do other tabs. */
const PATIENCE_MS = 30_000;
const LOCK = 'parley.refresh';

/** A signed-in person: gives access tokens that are good for a while, and renews them in time. */
export class SignIn {
  private refreshing: Promise<string> | undefined;
  private closed = false;
  private renewBeforeMs = RENEW_BEFORE_MS;

  constructor(
    private readonly url: string,
    private tokens: Tokens | undefined,
    private readonly options: SignInOptions = {},
  ) {}

  static async logIn(url: string, input: Input<'login'>, options?: SignInOptions): Promise<SignIn> {
    return SignIn.begin(url, await restOf(url, options).call('login', input), options);
  }

  static async register(url: string, input: Input<'register'>, options?: SignInOptions): Promise<SignIn> {
    return SignIn.begin(url, await restOf(url, options).call('register', input), options);
  }

  private static begin(url: string, session: Session, options?: SignInOptions): SignIn {
    const signIn = new SignIn(url, undefined, options);
    signIn.keep(session);
    return signIn;
  }

  get userId(): string | undefined {
    return this.tokens?.user_id;
  }

  /** An access token. `refused` is the problem with which the server did not take one, `token` the one that it was. */
  readonly token = async (refused?: Problem, token?: string): Promise<string> => {
    if (this.closed || !this.tokens) throw ParleyError.local('closed');
    return this.good(refused && (token ?? this.tokens.token));
  };

  /** Ends the session, here at once and then on the server. */
  async logOut(): Promise<void> {
    if (this.closed || !this.tokens) return;
    this.close();
    this.options.save?.(undefined);
    // One that is being asked for now belongs to the session as well.
    const token = await (this.refreshing ?? this.good());
    const { refresh_token } = this.tokens;
    await restOf(this.url, this.options, async () => token).call('logout', { refresh_token });
  }

  /** Gives no more tokens and saves none: another tab has signed out, or signed somebody else in. */
  close(): void {
    this.closed = true;
  }

  /** Of many who need a new one at the same time the first asks for it. `refused` is of no use, whatever the clock says. */
  private async good(refused?: string): Promise<string> {
    const known = this.known(refused);
    if (known !== undefined) return known;
    this.refreshing ??= exclusively(() => this.refresh(refused)).finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private known(refused?: string): string | undefined {
    const { token, expires_at = 0 } = this.tokens ?? {};
    return token !== refused && expires_at - Date.now() > this.renewBeforeMs ? token : undefined;
  }

  private async refresh(refused?: string): Promise<string> {
    const stored = this.options.load?.();
    // Another tab signed somebody else in: what one person does must not be done as another.
    if (!this.tokens || (stored && stored.user_id !== this.userId)) throw ParleyError.local('closed');
    // Another tab was first: what it was given is what is good now.
    if (stored && stored.refresh_token !== this.tokens.refresh_token) {
      this.tokens = stored;
      const known = this.known(refused);
      if (known !== undefined) return known;
    }
    const { refresh_token } = this.tokens;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const rest = restOf(this.url, this.options);
      const session = await rest.call('refresh', { refresh_token }, { signal });
      // The cookie is that of the whole browser: it may have become somebody else's meanwhile.
      if (session.user.id !== this.userId) throw ParleyError.local('closed');
      return this.keep(session);
    } catch (error) {
      if (error instanceof ParleyError && error.status === 401) this.end();
      throw error;
    }
  }

  private keep({ user, token, refresh_token, expires_in }: Session): string {
    const lifeMs = expires_in * 1000;
    this.renewBeforeMs = Math.min(RENEW_BEFORE_MS, lifeMs / 2);
    this.tokens = { user_id: user.id, refresh_token, token, expires_at: Date.now() + lifeMs };
    if (!this.closed) this.options.save?.(this.tokens);
    return token;
  }

  private end(): void {
    if (this.closed) return;
    this.close();
    this.options.save?.(undefined);
    this.options.onEnd?.();
  }
}

interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** One tab at a time: a refresh token is good once, and a second use ends the session of all tabs. */
const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
  const { locks } = (globalThis.navigator ?? {}) as unknown as Partial<Record<'locks', Locks>>;
  return locks ? locks.request(LOCK, work) : work();
};
