import {
  type NotificationKind,
  type NotificationReason,
  type NotificationRule,
  notificationReasons,
} from '../contract/notifications.js';
import type { NotifyLevel } from '../contract/preferences.js';
import { isMuted, type StoredPreferences } from '../preferences/preferences.rules.js';
import { hasKeyword } from './keywords.js';

/** What happened: somebody wrote a message, or reacted to one. */
export interface MessageFacts {
  about: 'message' | 'reaction';
  /** Who wrote it, or reacted. */
  actor_id: string;
  author_id: string;
  conversation: { id: string; type: 'room' | 'dm' };
  seq: number;
  parent_id: string | null;
  in_timeline: boolean;
  deleted: boolean;
  /** Of a call: only one that was missed notifies. */
  call: 'missed' | 'other' | null;
  mentions: ReadonlySet<string>;
  mentions_room: boolean;
  mentions_here: boolean;
  text: string;
}

export interface ReaderFacts {
  id: string;
  /** Where the conversation stood when they joined; null when they are not in it. */
  joined_seq: number | null;
  /** One of them and the actor has blocked the other. */
  blocked: boolean;
  busy: boolean;
  /** Online at this moment. */
  here: boolean;
  /** Follows the thread that the message stands in. */
  following: boolean;
  preferences: StoredPreferences;
}

export interface Decision {
  /** As what it concerns the reader; null when it does not. */
  kind: NotificationKind | null;
  reason: NotificationReason;
}

/** What makes a message matter to somebody, and what of their preferences says that it does not. */
interface Concern {
  kind: NotificationKind;
  off?: NotificationReason | false;
}

interface Question {
  message: MessageFacts;
  reader: ReaderFacts;
  concern: Concern | null;
  level: NotifyLevel;
  now: Date;
}

type Rule = (question: Question) => boolean;

/** Each reason against a notification, in the order in which they are asked: the first that holds is the answer. */
const rules: Record<Exclude<NotificationReason, 'notified'>, Rule> = {
  own_message: ({ message, reader }) => message.actor_id === reader.id,
  deleted: ({ message }) => message.deleted,
  not_a_member: ({ reader }) => reader.joined_seq === null,
  before_joining: ({ message, reader }) =>
    message.about === 'message' && message.seq <= (reader.joined_seq ?? 0),
  not_concerned: ({ concern }) => concern === null,
  blocked: ({ reader }) => reader.blocked,
  conversation_muted: ({ message, reader, now }) => {
    const setting = reader.preferences.conversations.get(message.conversation.id);
    return setting !== undefined && isMuted(setting, now);
  },
  thread_muted: ({ message, reader }) =>
    message.parent_id !== null && reader.preferences.muted_threads.has(message.parent_id),
  level_none: ({ level }) => level === 'none',
  direct_messages_off: ({ concern }) => concern?.off === 'direct_messages_off',
  thread_replies_off: ({ concern }) => concern?.off === 'thread_replies_off',
  reactions_off: ({ concern }) => concern?.off === 'reactions_off',
  not_here: ({ concern }) => concern?.off === 'not_here',
  busy: ({ reader }) => reader.busy,
};

const texts: Record<NotificationReason, string> = {
  own_message: 'Nobody is notified of what they did themselves.',
  deleted: 'The message was deleted.',
  not_a_member: 'Only members of the conversation are notified.',
  before_joining: 'What was written before one joined does not notify.',
  not_concerned:
    'It must mention one, hold a keyword, be a direct message or a reply in a followed thread, unless one wants every message.',
  blocked: 'One of the two has blocked the other.',
  conversation_muted: 'The conversation is muted.',
  thread_muted: 'The thread is muted.',
  level_none: 'Nothing notifies here: the level is `none`.',
  direct_messages_off: 'Direct messages do not notify: they are switched off.',
  thread_replies_off: 'Replies in threads do not notify: they are switched off.',
  reactions_off: 'Reactions do not notify: they are switched off.',
  not_here: '`@here` notifies those who are online.',
  busy: 'Nothing notifies while the own status is busy.',
  notified: 'Nothing spoke against it.',
};

/** Whether something notifies somebody, and why not: the one place that says so. */
export const decide = (message: MessageFacts, reader: ReaderFacts, now: Date): Decision => {
  const level = levelOf(message, reader);
  const concerns =
    message.about === 'reaction' ? reactionConcerns(message, reader) : concernsOf(message, reader, level);
  const concern = concerns.find(({ off }) => !off) ?? concerns[0] ?? null;
  const question = { message, reader, concern, level, now };
  const stopped = reasonsAgainst.find((reason) => rules[reason](question));
  return { kind: concern?.kind ?? null, reason: stopped ?? 'notified' };
};

/** How it was decided, rule by rule. */
export const rulesUpTo = (reason: NotificationReason): NotificationRule[] => {
  const at = notificationReasons.indexOf(reason);
  return reasonsAgainst.map((rule, index) => ({
    rule,
    outcome: index < at ? 'passed' : index === at ? 'stopped' : 'not_asked',
    text: texts[rule],
  }));
};

/** Decisions of which nothing is kept: they are about people whom the message has nothing to do with. */
const unkept: ReadonlySet<NotificationReason> = new Set([
  'own_message',
  'deleted',
  'not_a_member',
  'before_joining',
  'not_concerned',
]);
export const isKept = ({ reason }: Decision): boolean => !unkept.has(reason);

const reasonsAgainst = notificationReasons.filter((reason) => reason !== 'notified');

const levelOf = ({ conversation }: MessageFacts, { preferences }: ReaderFacts): NotifyLevel => {
  const own = preferences.conversations.get(conversation.id)?.notify ?? 'default';
  return own === 'default' ? preferences.notify : own;
};

/** The first that is not switched off counts: who is mentioned by name in a thread is mentioned, whatever of threads. */
const concernsOf = (message: MessageFacts, reader: ReaderFacts, level: NotifyLevel): Concern[] => {
  const { preferences } = reader;
  if (message.call !== null) return message.call === 'missed' ? [{ kind: 'missed_call' }] : [];
  const own = preferences.conversations.get(message.conversation.id)?.notify ?? 'default';
  const isDirect = message.conversation.type === 'dm' && message.in_timeline && own !== 'mentions';
  const wantsAll = message.conversation.type === 'room' && message.in_timeline && level === 'all';
  const found: (Concern | false)[] = [
    (message.mentions.has(reader.id) || message.mentions_room) && { kind: 'mention' },
    message.mentions_here && { kind: 'mention', off: !reader.here && 'not_here' },
    isDirect && {
      kind: 'direct',
      off: own !== 'all' && !preferences.direct_messages && 'direct_messages_off',
    },
    message.parent_id !== null &&
      reader.following && { kind: 'thread_reply', off: !preferences.thread_replies && 'thread_replies_off' },
    hasKeyword(message.text, preferences.keywords) && { kind: 'keyword' },
    wantsAll && { kind: 'message' },
  ];
  return found.filter((concern) => concern !== false);
};

const reactionConcerns = ({ author_id }: MessageFacts, { id, preferences }: ReaderFacts): Concern[] =>
  author_id === id ? [{ kind: 'reaction', off: !preferences.reactions && 'reactions_off' }] : [];
