import { describe, expect, it } from 'vitest';
import { type NotificationReason, notificationReasons } from '../contract/notifications.js';
import { conversationLevels, notifyLevels } from '../contract/preferences.js';
import { defaults, type StoredPreferences } from '../preferences/preferences.rules.js';
import { decide, type MessageFacts, type ReaderFacts, rulesUpTo } from './notifications.rules.js';

const now = new Date('2026-05-05T12:00:00Z');
const later = new Date('2026-05-05T13:00:00Z');
const earlier = new Date('2026-05-05T11:00:00Z');

const message = (fields: Partial<MessageFacts> = {}): MessageFacts => ({
  about: 'message',
  actor_id: 'amy',
  author_id: 'amy',
  conversation: { id: 'tea', type: 'room' },
  seq: 10,
  parent_id: null,
  in_timeline: true,
  deleted: false,
  call: null,
  mentions: new Set(),
  mentions_room: false,
  mentions_here: false,
  text: 'the deploy is done',
  ...fields,
});
const reader = (fields: Partial<ReaderFacts> = {}): ReaderFacts => ({
  id: 'ben',
  joined_seq: 1,
  blocked: false,
  busy: false,
  here: true,
  following: false,
  preferences: defaults,
  ...fields,
});

/** How a message can concern Ben, and as what. */
const ways: Record<string, { facts: Partial<MessageFacts>; kind: string | null; follows?: true }> = {
  'a mention': { facts: { mentions: new Set(['ben']) }, kind: 'mention' },
  '@room': { facts: { mentions_room: true }, kind: 'mention' },
  '@here': { facts: { mentions_here: true }, kind: 'mention' },
  'a direct message': { facts: { conversation: { id: 'tea', type: 'dm' } }, kind: 'direct' },
  'a reply in a followed thread': {
    facts: { parent_id: 'root', in_timeline: false },
    kind: 'thread_reply',
    follows: true,
  },
  'a reply in another thread': { facts: { parent_id: 'root', in_timeline: false }, kind: null },
  'a reaction': { facts: { about: 'reaction', author_id: 'ben' }, kind: 'reaction' },
  'a missed call': {
    facts: { call: 'missed', conversation: { id: 'tea', type: 'dm' } },
    kind: 'missed_call',
  },
  'a call that was answered': {
    facts: { call: 'other', conversation: { id: 'tea', type: 'dm' } },
    kind: null,
  },
  'a message of a room': { facts: {}, kind: null },
};
const flag = [false, true];

/** Said once more in other words than the rules: what a person would expect. */
const expected = (
  way: (typeof ways)[string],
  level: string,
  muted: boolean,
  blocked: boolean,
  busy: boolean,
  threadMuted: boolean,
): NotificationReason => {
  const everyMessage =
    level === 'all' && way.kind === null && way.facts.call === undefined && way.facts.parent_id === undefined;
  if (way.kind === null && !everyMessage) return 'not_concerned';
  if (blocked) return 'blocked';
  if (muted) return 'conversation_muted';
  if (threadMuted && way.facts.parent_id) return 'thread_muted';
  if (level === 'none') return 'level_none';
  return busy ? 'busy' : 'notified';
};

describe('every level × way of being concerned × muted × blocked × busy × thread muted', () => {
  for (const [name, way] of Object.entries(ways)) {
    it(name, () => {
      let cases = 0;
      for (const global of notifyLevels)
        for (const own of conversationLevels)
          for (const muted of flag)
            for (const blocked of flag)
              for (const busy of flag)
                for (const threadMuted of flag) {
                  const level = own === 'default' ? global : own;
                  // Who wants mentions alone of a DM wants no direct messages of it.
                  if (way.kind === 'direct' && own === 'mentions') continue;
                  const type = way.facts.conversation?.type ?? 'room';
                  const preferences: StoredPreferences = {
                    ...defaults,
                    notify: global,
                    conversations: new Map([
                      ['tea', { type, notify: own, muted_until: muted ? later : earlier }],
                    ]),
                    muted_threads: new Set(threadMuted ? ['root'] : ['another']),
                  };
                  const facts = reader({ preferences, blocked, busy, following: way.follows ?? false });
                  const { reason } = decide(message(way.facts), facts, now);
                  const said = [name, global, own, muted, blocked, busy, threadMuted].join(' ');
                  expect([said, reason]).toEqual([
                    said,
                    expected(way, level, muted, blocked, busy, threadMuted),
                  ]);
                  cases += 1;
                }
      expect(cases).toBeGreaterThanOrEqual(144);
    });
  }
});

describe('decide', () => {
  const reasonOf = (facts: Partial<MessageFacts>, about: Partial<ReaderFacts> = {}) =>
    decide(message(facts), reader(about), now).reason;
  const prefer = (fields: Partial<StoredPreferences>) => ({ preferences: { ...defaults, ...fields } });
  const mentioned = { mentions: new Set(['ben', 'amy']) };
  const dm = { conversation: { id: 'tea', type: 'dm' as const } };

  it('says nothing of own messages, deleted ones, and to who is not there or was not', () => {
    expect(reasonOf(mentioned, { id: 'amy' })).toBe('own_message');
    expect(reasonOf({ ...mentioned, deleted: true })).toBe('deleted');
    expect(reasonOf(mentioned, { joined_seq: null })).toBe('not_a_member');
    expect(reasonOf(mentioned, { joined_seq: 10 })).toBe('before_joining');
    expect(reasonOf({ about: 'reaction', author_id: 'ben' }, { joined_seq: 10 })).toBe('notified');
  });

  it('knows what is switched off, unless it concerns the reader in another way too', () => {
    expect(reasonOf(dm, prefer({ direct_messages: false }))).toBe('direct_messages_off');
    expect(reasonOf({ ...dm, ...mentioned }, prefer({ direct_messages: false }))).toBe('notified');
    const all = new Map([['tea', { type: 'dm' as const, notify: 'all' as const, muted_until: null }]]);
    expect(reasonOf(dm, prefer({ direct_messages: false, conversations: all }))).toBe('notified');
    const only = new Map([['tea', { type: 'dm' as const, notify: 'mentions' as const, muted_until: null }]]);
    expect(reasonOf(dm, prefer({ conversations: only }))).toBe('not_concerned');
    expect(reasonOf({ ...dm, ...mentioned }, prefer({ conversations: only }))).toBe('notified');
    const reply = { parent_id: 'root', in_timeline: false };
    const following = { following: true };
    expect(reasonOf(reply, { ...following, ...prefer({ thread_replies: false }) })).toBe(
      'thread_replies_off',
    );
    expect(reasonOf({ about: 'reaction', author_id: 'ben' }, prefer({ reactions: false }))).toBe(
      'reactions_off',
    );
    expect(reasonOf({ mentions_here: true }, { here: false })).toBe('not_here');
    expect(reasonOf({ mentions_here: true, mentions_room: true }, { here: false })).toBe('notified');
  });

  it('finds keywords, except where nothing notifies', () => {
    expect(decide(message(), reader(prefer({ keywords: ['deploy'] })), now)).toEqual({
      kind: 'keyword',
      reason: 'notified',
    });
    expect(reasonOf({}, prefer({ keywords: ['ploy'] }))).toBe('not_concerned');
    expect(reasonOf({}, prefer({ keywords: ['deploy'], notify: 'none' }))).toBe('level_none');
  });

  it('calls it by the nearest way in which it concerns the reader', () => {
    const everything = prefer({ notify: 'all', keywords: ['deploy'] });
    const kindOf = (facts: Partial<MessageFacts>) =>
      decide(message(facts), reader({ following: true, ...everything }), now).kind;
    expect(kindOf({ ...mentioned, ...dm, parent_id: 'root' })).toBe('mention');
    expect(kindOf({ ...dm, parent_id: 'root' })).toBe('direct');
    expect(kindOf({ parent_id: 'root' })).toBe('thread_reply');
    expect(kindOf({})).toBe('keyword');
    expect(kindOf({ text: '' })).toBe('message');
  });
});

describe('rulesUpTo', () => {
  it('says of each rule what it said, up to the reason', () => {
    expect(rulesUpTo('notified').every(({ outcome }) => outcome === 'passed')).toBe(true);
    const outcomes = rulesUpTo('blocked').map(({ rule, outcome }) => [rule, outcome]);
    expect(outcomes.slice(4, 7)).toEqual([
      ['not_concerned', 'passed'],
      ['blocked', 'stopped'],
      ['conversation_muted', 'not_asked'],
    ]);
    expect(rulesUpTo('busy').map(({ rule }) => rule)).toEqual(notificationReasons.slice(0, -1));
  });
});
