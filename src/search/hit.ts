import type { StoredMessage } from '../messages/message.js';
import type { Match } from './matcher.js';

/** A message that is what was looked for. */
export interface Hit {
  message: StoredMessage;
  match: Match;
}
