import type { ChangeKind } from '../contract/inbox.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { StoredMessage } from './message.js';
import type { Mentions } from './messages.rules.js';

/** What is to become of a message. `null`-like results mean that it is so already. */
export interface ChangeCommand {
  /** Fixed before the first try: tells after a lost connection whether the change was stored. */
  id: string;
  conversation: ConversationRef;
  kind: ChangeKind;
  message_id: string;
  user_id: string;
  emoji?: string;
  content?: string;
  mentions?: Mentions;
  /** What search finds it by, where that changes. */
  terms?: string[];
  /** Of an `updated`: the fields that have another value now. */
  set?: Partial<
    Pick<StoredMessage, 'link_previews' | 'attachments' | 'call' | 'previews_removed' | 'forwarded_from'>
  >;
  /** Of an `updated`: the number of the latest change that it takes into account. After another one it is void. */
  seen_rev?: number;
}

export interface AppliedChange {
  rev: number;
  message: StoredMessage;
}

export interface StoredChange {
  rev: number;
  kind: ChangeKind;
  message_id: string;
  user_id: string;
  emoji?: string;
}
