import type { TokenScope } from '../contract/scopes.js';

/** Who is at the other end before signing in. */
export interface Visitor {
  ip: string;
  user_agent: string;
  request_id: string;
}

/** Who asks. */
export interface Caller extends Visitor {
  id: string;
  session_id: string;
  server_role: 'admin' | 'user';
  /** Of a bot, what its token may do; a person may do anything. */
  scopes?: readonly TokenScope[];
  /** The socket that asks, when one does. */
  socket_id?: string;
}
