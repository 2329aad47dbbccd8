import { z } from 'zod';
import { limits } from './limits.js';
import { onePlace, onePlaceMessage, Place } from './message.js';
import { operation } from './operation.js';
import { Id, isTimeZone, Time, text } from './text.js';

export const notifyLevels = ['all', 'mentions', 'none'] as const;
export type NotifyLevel = (typeof notifyLevels)[number];

export const conversationLevels = [...notifyLevels, 'default'] as const;
export type ConversationLevel = (typeof conversationLevels)[number];

const MutedUntil = Time.nullable().meta({
  description: 'Until when it is silent: in the year 9999 when for good; null when it is not muted',
});

export const ConversationPreference = Place.extend({
  notify: z
    .enum(conversationLevels)
    .meta({ description: '`default`: what is said for everything. In a DM `all` is every message' }),
  muted_until: MutedUntil,
}).meta({ id: 'ConversationPreference' });
export type ConversationPreference = z.infer<typeof ConversationPreference>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day as 22:30');
const timeZone = text(64, 1).refine(isTimeZone, 'must be a time zone as Europe/Berlin');

export const QuietHours = z
  .object({ from: timeOfDay, to: timeOfDay, time_zone: timeZone })
  .meta({ id: 'QuietHours', description: 'Nothing is pushed in them; what there is waits in the list' });
export type QuietHours = z.infer<typeof QuietHours>;

const Keyword = text(limits.keyword.max, 1)
  .transform((word) => word.trim().normalize('NFC'))
  .pipe(z.string().min(1, 'must not be blank'));
const InterfaceSettings = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  text(limits.interfaceValue.max),
);

export const Preferences = z
  .object({
    notify: z.enum(notifyLevels).meta({
      description:
        'What notifies where a conversation says `default`. `mentions`: mentions, keywords, direct messages, replies in ' +
        'followed threads and reactions, as switched on below. `all`: every message of every room too. `none`: nothing',
    }),
    direct_messages: z.boolean(),
    thread_replies: z.boolean().meta({ description: 'Replies in threads that one follows' }),
    reactions: z.boolean().meta({ description: 'Reactions to own messages' }),
    keywords: z.array(z.string()).meta({
      description: 'Words or phrases that notify like a mention: whole words, whatever their case',
    }),
    push: z.boolean().meta({ description: 'Web push to the devices that subscribed' }),
    push_content: z
      .boolean()
      .meta({ description: 'Whether a push says what was written, and not only who wrote' }),
    quiet_hours: QuietHours.nullable(),
    receipts: z.boolean().meta({
      description: 'False: nobody is told what one has read, and one is not told what others have',
    }),
    interface: z.record(z.string(), z.string()).meta({
      description: 'What clients keep here so that all devices agree: `theme`, `density`, `language` …',
    }),
    conversations: z
      .array(ConversationPreference)
      .meta({ description: 'Those of which something else is said than the rest' }),
    muted_threads: z.array(Id).meta({ description: 'The messages whose threads are silent' }),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof Preferences>;

const PreferencesResult = z.object({ preferences: Preferences });

export const getPreferences = operation({
  id: 'get_preferences',
  tag: 'Preferences',
  summary: 'What notifies the caller, and what their devices agree on',
  input: z.object({}),
  output: PreferencesResult,
  limit: 'read',
  http: [{ method: 'GET', path: '/users/me/preferences', status: 200 }],
});

const conversationChange = Place.extend({
  notify: z.enum(conversationLevels).optional(),
  muted_until: z.iso
    .datetime({ offset: true, error: 'must be an ISO 8601 time' })
    .nullable()
    .optional()
    .meta({ description: 'In the year 9999 for good; null, or a time that has passed, ends it' }),
}).refine(onePlace, onePlaceMessage);

export const updatePreferences = operation({
  id: 'update_preferences',
  tag: 'Preferences',
  summary: 'Change what is named and leave the rest; the own devices get `preferences_updated`',
  description:
    '`conversations` and `threads` change those that they name, and `interface` its keys: an empty value removes one. ' +
    `At most ${limits.keywords} keywords, ${limits.conversationPreferences} conversations with a setting of their own and ` +
    `${limits.mutedThreads} muted threads.`,
  input: z.object({
    notify: z.enum(notifyLevels).optional(),
    direct_messages: z.boolean().optional(),
    thread_replies: z.boolean().optional(),
    reactions: z.boolean().optional(),
    keywords: z.array(Keyword).max(limits.keywords).optional(),
    push: z.boolean().optional(),
    push_content: z.boolean().optional(),
    quiet_hours: QuietHours.nullable().optional(),
    receipts: z.boolean().optional(),
    interface: InterfaceSettings.optional(),
    conversations: z.array(conversationChange).max(limits.idsPerRequest).optional(),
    threads: z
      .array(z.object({ message_id: Id, muted: z.boolean() }))
      .max(limits.idsPerRequest)
      .optional(),
  }),
  output: PreferencesResult,
  limit: 'write',
  errors: ['room_not_found', 'dm_not_found', 'message_not_found', 'not_a_member'],
  http: [{ method: 'PATCH', path: '/users/me/preferences', status: 200 }],
});
