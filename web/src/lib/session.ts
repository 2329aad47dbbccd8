import type { Input } from '@sdk/contract.js';
import { ParleyError } from '@sdk/errors.js';
import type { TokenSource } from '@sdk/rest.js';
import { SignIn, type SignInOptions, type Tokens } from '@sdk/sign-in.js';
import { create } from 'zustand';
import { readStored, writeStored } from './storage.js';

const KEY = 'parley.session';
/** The server that the page came from. */
export const SERVER = '';

interface SessionState {
  userId: string | null;
  /** Why the session is over, when it was not the person who ended it. */
  ended: boolean;
}

const stored = (): Tokens | undefined => readStored<Tokens>(KEY);

export const useSession = create<SessionState>(() => ({ userId: stored()?.user_id ?? null, ended: false }));

/** The access token lives in memory only, the refresh token in a cookie that no script can read. */
const keep = ({ user_id, refresh_token }: Tokens): void => {
  writeStored(KEY, { user_id, refresh_token });
  useSession.setState({ userId: user_id, ended: false });
};

const options: SignInOptions = {
  inCookie: true,
  load: stored,
  save: (tokens) => {
    if (tokens) return keep(tokens);
    writeStored(KEY, undefined);
    useSession.setState({ userId: null, ended: false });
  },
  onEnd: () => useSession.setState({ ended: true }),
};

const fromStorage = (): SignIn => new SignIn(SERVER, stored(), options);
let current = fromStorage();

export const signIn = async (email: string, password: string): Promise<void> => {
  current = await SignIn.logIn(SERVER, { email, password }, options);
};

export type NewAccount = Required<Omit<Input<'register'>, 'invitation'>> &
  Pick<Input<'register'>, 'invitation'>;

export const signUp = async (account: NewAccount): Promise<void> => {
  current = await SignIn.register(SERVER, account, options);
};

export const signOut = (): Promise<void> => current.logOut().catch(() => undefined);

/** A token that is good for a while. */
export const accessToken: TokenSource = (...refused) => current.token(...refused);

/** Other tabs sign in and out for all of them. */
export const followOtherTabs = (): void => {
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEY) return;
    const userId = stored()?.user_id ?? null;
    if (userId === useSession.getState().userId) return;
    current.close();
    current = fromStorage();
    useSession.setState({ userId, ended: false });
  });
};

/** The server did not answer. */
export const isOffline = (error: unknown): boolean =>
  error instanceof ParleyError && error.code === 'offline';
