import { invalid } from '../common/errors/app-error.js';
import { limits } from '../contract/limits.js';
import type { Input } from '../contract/operation.js';
import type {
  ConversationLevel,
  NotifyLevel,
  Preferences,
  QuietHours,
  updatePreferences,
} from '../contract/preferences.js';

export interface ConversationSetting {
  type: 'room' | 'dm';
  notify: ConversationLevel;
  /** Perhaps in the past: then the mute is over. */
  muted_until: Date | null;
}

/** Preferences as the server knows them. Whatever is not said is as in `defaults`. */
export interface StoredPreferences {
  /** Counts the writes: each is made of what was read before it, and fails when another device was first. */
  version: number;
  notify: NotifyLevel;
  direct_messages: boolean;
  thread_replies: boolean;
  reactions: boolean;
  keywords: string[];
  push: boolean;
  push_content: boolean;
  quiet_hours: QuietHours | null;
  receipts: boolean;
  interface: Record<string, string>;
  conversations: ReadonlyMap<string, ConversationSetting>;
  muted_threads: ReadonlySet<string>;
}

export const defaults: StoredPreferences = {
  version: 0,
  notify: 'mentions',
  direct_messages: true,
  thread_replies: true,
  reactions: true,
  keywords: [],
  push: true,
  push_content: true,
  quiet_hours: null,
  receipts: true,
  interface: {},
  conversations: new Map(),
  muted_threads: new Set(),
};

const untouched: ConversationSetting = { type: 'room', notify: 'default', muted_until: null };

/** Whether messages may concern the user that name nobody: only of those is a room asked for every message. */
export const listens = ({ notify, keywords, conversations }: StoredPreferences): boolean =>
  notify === 'all' ||
  keywords.length > 0 ||
  [...conversations.values()].some((setting) => setting.type === 'room' && setting.notify === 'all');

export const isMuted = ({ muted_until }: { muted_until: Date | null }, now: Date): boolean =>
  muted_until !== null && muted_until > now;

/** Preferences after a change. Throws `validation_failed` when they would be more than can be kept. */
export const changed = (
  before: StoredPreferences,
  { conversations, threads, interface: settings, keywords, ...rest }: Input<typeof updatePreferences>,
  now: Date,
): StoredPreferences => {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const after: StoredPreferences = {
    ...before,
    ...given,
    ...(keywords && { keywords: distinct(keywords) }),
    interface: settings ? mergedInterface(before.interface, settings) : before.interface,
    conversations: mergedConversations(before.conversations, conversations ?? [], now),
    muted_threads: mergedThreads(before.muted_threads, threads ?? []),
    version: before.version + 1,
  };
  atMost(Object.keys(after.interface).length, limits.interfaceSettings, 'interface');
  atMost(after.conversations.size, limits.conversationPreferences, 'conversations');
  atMost(after.muted_threads.size, limits.mutedThreads, 'threads');
  return after;
};

const atMost = (count: number, max: number, path: string): void => {
  if (count > max) throw invalid(path, `at most ${max} can be kept`);
};

/** `Deploy` and `deploy` are one keyword; the first way to write it stays. */
const distinct = (words: string[]): string[] =>
  words.filter((word, at) => words.findIndex((other) => other.toLowerCase() === word.toLowerCase()) === at);

const mergedInterface = (before: Record<string, string>, settings: Record<string, string>) =>
  Object.fromEntries(Object.entries({ ...before, ...settings }).filter(([, value]) => value !== ''));

const mergedConversations = (
  before: ReadonlyMap<string, ConversationSetting>,
  changes: NonNullable<Input<typeof updatePreferences>['conversations']>,
  now: Date,
): ReadonlyMap<string, ConversationSetting> => {
  const after = new Map(before);
  for (const { room_id, dm_id, notify, muted_until } of changes) {
    const id = (room_id ?? dm_id) as string;
    const known = after.get(id) ?? { ...untouched, type: room_id ? 'room' : 'dm' };
    after.set(id, {
      ...known,
      ...(notify && { notify }),
      ...(muted_until !== undefined && { muted_until: muted_until === null ? null : new Date(muted_until) }),
    });
  }
  // What says no more than the rest is not kept.
  for (const [id, setting] of after)
    if (setting.notify === 'default' && !isMuted(setting, now)) after.delete(id);
  return after;
};

const mergedThreads = (
  before: ReadonlySet<string>,
  changes: { message_id: string; muted: boolean }[],
): ReadonlySet<string> => {
  const after = new Set(before);
  for (const { message_id, muted } of changes) {
    if (muted) after.add(message_id);
    else after.delete(message_id);
  }
  return after;
};

export const toPreferences = (
  { version, conversations, muted_threads, ...rest }: StoredPreferences,
  now: Date,
): Preferences => ({
  ...rest,
  conversations: [...conversations].flatMap(([id, setting]) => {
    const muted = isMuted(setting, now);
    if (setting.notify === 'default' && !muted) return [];
    return [
      {
        ...(setting.type === 'room' ? { room_id: id } : { dm_id: id }),
        notify: setting.notify,
        muted_until: muted ? (setting.muted_until?.toISOString() ?? null) : null,
      },
    ];
  }),
  muted_threads: [...muted_threads],
});

/** Whether the clock of the user is within their quiet hours, which may go over midnight. */
export const isQuiet = (hours: QuietHours | null, now: Date): boolean => {
  if (!hours) return false;
  const { from, to, time_zone } = hours;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  return from <= to ? from <= clock && clock < to : clock >= from || clock < to;
};
