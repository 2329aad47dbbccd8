import type { ErrorCode } from '../../src/contract/errors.js';
import type { ServerEvent } from '../../src/contract/events.js';
import type { Fields } from './operations.js';
import { kept } from './parity-kept.js';
import { moderated } from './parity-moderation.js';
import type { Cast, Name, Start } from './parity-world.js';
import { unknownId } from './rooms.js';

export interface Case {
  /** Ben, a member, where nobody is named. */
  who?: Name;
  /** Private where nothing is said. */
  type?: 'public';
  archived?: true;
  /** What is done to the room or its people first. */
  before?: (start: Start, cast: Cast) => Promise<unknown>;
  input: (start: Start, cast: Cast) => Fields;
  /** The code of the refusal, or what Cat and the one who asks are told. */
  leadsTo: ErrorCode | { cat: ServerEvent[]; self?: ServerEvent[] };
}

const emoji = '🎉';
const thumb = '👍';
const long = 'x'.repeat(10_001);
const nothing: Case['leadsTo'] = { cat: [] };
const to = (...cat: ServerEvent[]): Case['leadsTo'] => ({ cat });

/** What holds for everything that is done to a message. */
const messageCases = (more: Fields, needsLife: boolean): Record<string, Case> => ({
  'no such message': { input: () => ({ message_id: unknownId, ...more }), leadsTo: 'message_not_found' },
  'a message of a room that one is not in': {
    input: ({ hidden }) => ({ message_id: hidden, ...more }),
    leadsTo: 'message_not_found',
  },
  'a stranger to the room': {
    who: 'eve',
    input: ({ theirs }) => ({ message_id: theirs, ...more }),
    leadsTo: 'message_not_found',
  },
  'a stranger to a public room': {
    who: 'eve',
    type: 'public',
    input: ({ theirs }) => ({ message_id: theirs, ...more }),
    leadsTo: 'not_a_member',
  },
  'an archived room': {
    archived: true,
    input: ({ mine }) => ({ message_id: mine, ...more }),
    leadsTo: 'room_archived',
  },
  'an id that is none': { input: () => ({ message_id: 'nope', ...more }), leadsTo: 'validation_failed' },
  'a deleted message': {
    input: ({ gone }) => ({ message_id: gone, ...more }),
    leadsTo: needsLife ? 'message_deleted' : nothing,
  },
});

/** What holds for everything that is done in a room. */
const roomCases = (more: (start: Start) => Fields): Record<string, Case> => ({
  'no such room': { input: (start) => ({ ...more(start), room_id: unknownId }), leadsTo: 'room_not_found' },
  'a stranger to the room': {
    who: 'eve',
    input: (start) => ({ ...more(start), room_id: start.room_id }),
    leadsTo: 'room_not_found',
  },
  'an id that is none': {
    input: (start) => ({ ...more(start), room_id: 'A' }),
    leadsTo: 'validation_failed',
  },
});

const strangerToPublic = (more: (start: Start) => Fields): Record<string, Case> => ({
  'a stranger to a public room': {
    who: 'eve',
    type: 'public',
    input: (start) => ({ ...more(start), room_id: start.room_id }),
    leadsTo: 'not_a_member',
  },
  'no such DM': { input: (start) => ({ ...more(start), dm_id: unknownId }), leadsTo: 'dm_not_found' },
});

const hello = () => ({ content: 'hello' });
const readTheirs = ({ theirs }: Start) => ({ message_id: theirs });
const syncOf =
  (more: Fields) =>
  ({ room_id }: Start) => ({ conversations: [{ room_id, ...more }] });

const counterCases: Record<string, Case> = {
  ...roomCases(readTheirs),
  ...strangerToPublic(readTheirs),
  'no such message': {
    input: ({ room_id }) => ({ room_id, message_id: unknownId }),
    leadsTo: 'message_not_found',
  },
  'a message of another room': {
    input: ({ room_id, hidden }) => ({ room_id, message_id: hidden }),
    leadsTo: 'message_not_found',
  },
  'no message': { input: ({ room_id }) => ({ room_id }), leadsTo: 'validation_failed' },
};

/** A row for each operation that is served both ways: a new one fails the first test until it has its row. */
export const table: Record<string, Record<string, Case>> = {
  ...kept,
  send_message: {
    ...moderated.send_message,
    'a text': { input: ({ room_id }) => ({ room_id, ...hello() }), leadsTo: to('new_message') },
    'a text that mentions': {
      input: ({ room_id }, { cat }) => ({
        room_id,
        content: 'hi',
        mentions: [cat.person.id],
        client_id: 'a',
      }),
      leadsTo: to('new_message'),
    },
    'a reply': {
      input: ({ room_id, theirs }) => ({ room_id, content: 'yes', parent_id: theirs, also_in_room: true }),
      leadsTo: to('new_message'),
    },
    'a reply to what is elsewhere': {
      input: ({ room_id, hidden }) => ({ room_id, content: 'yes', parent_id: hidden }),
      leadsTo: 'message_not_found',
    },
    'an archived room': {
      archived: true,
      input: ({ room_id }) => ({ room_id, ...hello() }),
      leadsTo: 'room_archived',
    },
    'no content': { input: ({ room_id }) => ({ room_id }), leadsTo: 'validation_failed' },
    'a file that there is not': {
      input: ({ room_id }) => ({ room_id, attachment_ids: [unknownId] }),
      leadsTo: 'file_not_found',
    },
    'a file twice': {
      input: ({ room_id }) => ({ room_id, attachment_ids: [unknownId, unknownId] }),
      leadsTo: 'validation_failed',
    },
    'blank content': { input: ({ room_id }) => ({ room_id, content: ' \n' }), leadsTo: 'validation_failed' },
    'too long': { input: ({ room_id }) => ({ room_id, content: long }), leadsTo: 'validation_failed' },
    ...roomCases(hello),
    ...strangerToPublic(hello),
  },
  edit_message: {
    ...moderated.edit_message,
    'an own message': {
      input: ({ mine }) => ({ message_id: mine, content: 'better' }),
      leadsTo: to('message_edited'),
    },
    "another's message": {
      input: ({ theirs }) => ({ message_id: theirs, content: 'better' }),
      leadsTo: 'permission_denied',
    },
    "another's message, by the owner": {
      who: 'amy',
      input: ({ mine }) => ({ message_id: mine, content: 'better' }),
      leadsTo: 'permission_denied',
    },
    'too long': { input: ({ mine }) => ({ message_id: mine, content: long }), leadsTo: 'validation_failed' },
    'blank content': {
      input: ({ mine }) => ({ message_id: mine, content: ' ' }),
      leadsTo: 'validation_failed',
    },
    ...messageCases({ content: 'better' }, true),
  },
  delete_message: {
    'an own message': { input: ({ mine }) => ({ message_id: mine }), leadsTo: to('message_deleted') },
    "another's message": { input: ({ theirs }) => ({ message_id: theirs }), leadsTo: 'permission_denied' },
    "another's message, by the owner": {
      who: 'amy',
      input: ({ mine }) => ({ message_id: mine }),
      leadsTo: to('message_deleted'),
    },
    ...messageCases({}, false),
  },
  add_reaction: {
    ...moderated.add_reaction,
    'a new one': { input: ({ theirs }) => ({ message_id: theirs, emoji }), leadsTo: to('reaction_added') },
    'the same again': { input: ({ mine }) => ({ message_id: mine, emoji: thumb }), leadsTo: nothing },
    'no emoji': { input: ({ mine }) => ({ message_id: mine, emoji: '' }), leadsTo: 'validation_failed' },
    'two emoji': { input: ({ mine }) => ({ message_id: mine, emoji: '👍🎉' }), leadsTo: 'validation_failed' },
    'an unknown name': {
      input: ({ mine }) => ({ message_id: mine, emoji: ':no_such:' }),
      leadsTo: 'emoji_not_found',
    },
    ...messageCases({ emoji }, true),
  },
  remove_reaction: {
    ...moderated.remove_reaction,
    'an own one': {
      input: ({ mine }) => ({ message_id: mine, emoji: thumb }),
      leadsTo: to('reaction_removed'),
    },
    'one that is not there': { input: ({ theirs }) => ({ message_id: theirs, emoji }), leadsTo: nothing },
    "another's": { who: 'amy', input: ({ mine }) => ({ message_id: mine, emoji: thumb }), leadsTo: nothing },
    'too long': {
      input: ({ mine }) => ({ message_id: mine, emoji: 'x'.repeat(65) }),
      leadsTo: 'validation_failed',
    },
    ...messageCases({ emoji }, false),
  },
  join_room: {
    ...moderated.join_room,
    'a public room': {
      who: 'eve',
      type: 'public',
      input: ({ room_id }) => ({ room_id }),
      leadsTo: to('member_joined', 'room_updated'),
    },
    'a room that one is in': { input: ({ room_id }) => ({ room_id }), leadsTo: nothing },
    'an archived public room': {
      who: 'eve',
      type: 'public',
      archived: true,
      input: ({ room_id }) => ({ room_id }),
      leadsTo: 'room_archived',
    },
    ...roomCases(() => ({})),
  },
  leave_room: {
    'a member': {
      input: ({ room_id }) => ({ room_id }),
      leadsTo: { cat: ['member_left', 'room_updated'], self: ['member_left'] },
    },
    'an archived room': {
      archived: true,
      input: ({ room_id }) => ({ room_id }),
      leadsTo: { cat: ['member_left', 'room_updated'], self: ['member_left'] },
    },
    'the owner': { who: 'amy', input: ({ room_id }) => ({ room_id }), leadsTo: 'last_owner' },
    'a stranger to a public room': {
      who: 'eve',
      type: 'public',
      input: ({ room_id }) => ({ room_id }),
      leadsTo: 'not_a_member',
    },
    ...roomCases(() => ({})),
  },
  mark_read: {
    'a message': {
      input: ({ room_id, theirs }) => ({ room_id, message_id: theirs }),
      leadsTo: { cat: ['message_read'], self: ['message_read', 'unread_update'] },
    },
    ...counterCases,
  },
  mark_unread: {
    'a message': {
      input: ({ room_id, theirs }) => ({ room_id, message_id: theirs }),
      leadsTo: { cat: [], self: ['unread_update'] },
    },
    ...counterCases,
  },
  mark_thread_read: {
    'a message without replies': { input: ({ theirs }) => ({ message_id: theirs }), leadsTo: nothing },
    ...messageCases({}, false),
    'an archived room': { archived: true, input: ({ mine }) => ({ message_id: mine }), leadsTo: nothing },
  },
  set_status: {
    busy: { input: () => ({ state: 'busy', text: 'in a call', emoji: '📞' }), leadsTo: nothing },
    invisible: { input: () => ({ state: 'invisible' }), leadsTo: nothing },
    'no such state': { input: () => ({ state: 'gone' }), leadsTo: 'validation_failed' },
    'a time that is none': {
      input: () => ({ state: 'away', expires_at: 'soon' }),
      leadsTo: 'validation_failed',
    },
    nothing: { input: () => ({}), leadsTo: 'validation_failed' },
  },
  sync: {
    everything: { input: syncOf({}), leadsTo: nothing },
    'the rest': { input: syncOf({ after_seq: 2, after_rev: 1 }), leadsTo: nothing },
    'numbers from the future': { input: syncOf({ after_seq: 999 }), leadsTo: nothing },
    'a stranger, who is refused one by one': { who: 'eve', input: syncOf({}), leadsTo: nothing },
    'an archived room': { archived: true, input: syncOf({}), leadsTo: nothing },
    'negative numbers': { input: syncOf({ after_seq: -1 }), leadsTo: 'validation_failed' },
    'no place': { input: () => ({ conversations: [{ after_seq: 1 }] }), leadsTo: 'validation_failed' },
    nothing: { input: () => ({}), leadsTo: 'validation_failed' },
  },
};
