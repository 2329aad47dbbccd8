import type { Input } from './contract.js';
import { ParleyError } from './errors.js';
import type { Operations, Problem, Session } from './generated/contract.js';
import { Rest } from './rest.js';

export interface Tokens {
  token: string;
  refresh_token: string;
  /** Milliseconds since 1970. */
  expires_at: number;
}

export interface SignInOptions {
  /** Called with each new pair, and with nothing when the session is over: keep it where the next start finds it. */
  save?: (tokens: Tokens | undefined) => void;
  /** What was saved last, asked before each refresh: another tab may have refreshed meanwhile. */
  load?: () => Tokens | undefined;
}

/** The server warns a connection a minute before its token expires: by then a new one must be asked for. */
const RENEW_BEFORE_MS = 90_000;
const LOCK = 'parley.refresh';

/** A signed-in person: gives access tokens that are good for a while, and renews them in time. */
export class SignIn {
  private refreshing: Promise<string> | undefined;

  constructor(
    private readonly url: string,
    private tokens: Tokens | undefined,
    private readonly options: SignInOptions = {},
  ) {}

  static async logIn(url: string, input: Input<'login'>, options?: SignInOptions): Promise<SignIn> {
    return SignIn.begin(url, await new Rest({ urls: [url] }).call('login', input), options);
  }

  static async register(url: string, input: Input<'register'>, options?: SignInOptions): Promise<SignIn> {
    return SignIn.begin(url, await new Rest({ urls: [url] }).call('register', input), options);
  }

  private static begin(url: string, answer: Operations['login']['output'], options?: SignInOptions): SignIn {
    const session = new SignIn(url, undefined, options);
    session.keep(answer);
    return session;
  }

  /** An access token; `refused` is the problem with which the server did not take the last one. */
  readonly token = async (refused?: Problem): Promise<string> => {
    const { tokens } = this;
    if (tokens && !refused && tokens.expires_at - Date.now() > RENEW_BEFORE_MS) return tokens.token;
    this.refreshing ??= exclusively(() => this.refresh()).finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  };

  async logOut(): Promise<void> {
    const { tokens } = this;
    if (!tokens) return;
    const rest = new Rest({ urls: [this.url], token: async () => tokens.token });
    this.end();
    await rest.call('logout', { refresh_token: tokens.refresh_token });
  }

  private async refresh(): Promise<string> {
    const stored = this.options.load?.();
    // Another tab was first: what it was given is what is good now.
    if (stored && stored.refresh_token !== this.tokens?.refresh_token) {
      this.tokens = stored;
      if (stored.expires_at - Date.now() > RENEW_BEFORE_MS) return stored.token;
    }
    if (!this.tokens) throw ParleyError.local('closed');
    const { refresh_token } = this.tokens;
    try {
      return this.keep(await new Rest({ urls: [this.url] }).call('refresh', { refresh_token }));
    } catch (error) {
      if (error instanceof ParleyError && error.status === 401) this.end();
      throw error;
    }
  }

  private keep({ token, refresh_token, expires_in }: Omit<Session, 'user'>): string {
    this.tokens = { token, refresh_token, expires_at: Date.now() + expires_in * 1000 };
    this.options.save?.(this.tokens);
    return token;
  }

  private end(): void {
    this.tokens = undefined;
    this.options.save?.(undefined);
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
