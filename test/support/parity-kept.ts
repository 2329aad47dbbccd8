import type { Case } from './parity-table.js';
import type { Start } from './parity-world.js';
import { unknownId } from './rooms.js';

type Rows = Record<string, Case>;
const nothing: Case['leadsTo'] = { cat: [] };
const theirs = ({ theirs: message_id }: Start) => ({ message_id });

/** What must not be read cannot be kept either. */
const hidden: Rows = {
  'no such message': { input: () => ({ message_id: unknownId }), leadsTo: 'message_not_found' },
  'a message of a room that one is not in': {
    input: (start) => ({ message_id: start.hidden }),
    leadsTo: 'message_not_found',
  },
  'a stranger to the room': { who: 'eve', input: theirs, leadsTo: 'message_not_found' },
  'a stranger to a public room': { who: 'eve', type: 'public', input: theirs, leadsTo: 'not_a_member' },
  'a deleted message': { input: ({ gone }) => ({ message_id: gone }), leadsTo: 'message_deleted' },
  'an id that is none': { input: () => ({ message_id: 'nope' }), leadsTo: 'validation_failed' },
};

/** What people keep for themselves: nobody else is told. */
export const kept: Record<string, Rows> = {
  read_notifications: {
    'all of them': { input: () => ({ all: true }), leadsTo: nothing },
    'nothing named': { input: () => ({}), leadsTo: 'validation_failed' },
    'two things named': { input: () => ({ all: true, up_to: unknownId }), leadsTo: 'validation_failed' },
  },
  forward_message: {
    'a message': {
      input: (start) => ({ message_id: start.theirs, room_id: start.room_id, client_id: 'f' }),
      leadsTo: { cat: ['new_message'] },
    },
    'a message of a room that one is not in': {
      input: (start) => ({ message_id: start.hidden, room_id: start.room_id }),
      leadsTo: 'message_not_found',
    },
    'to a room that one is not in': {
      input: (start) => ({ message_id: start.theirs, room_id: unknownId }),
      leadsTo: 'room_not_found',
    },
    'a deleted message': {
      input: (start) => ({ message_id: start.gone, room_id: start.room_id }),
      leadsTo: 'message_deleted',
    },
    'an archived room': {
      archived: true,
      input: (start) => ({ message_id: start.theirs, room_id: start.room_id }),
      leadsTo: 'room_archived',
    },
    'to nowhere': { input: theirs, leadsTo: 'validation_failed' },
  },
  save_message: {
    'a message': { input: theirs, leadsTo: { cat: [], self: ['saved_updated'] } },
    'an archived room': { archived: true, input: theirs, leadsTo: { cat: [], self: ['saved_updated'] } },
    ...hidden,
  },
  unsave_message: {
    'a message that was not saved': { input: theirs, leadsTo: nothing },
    'no such message': { input: () => ({ message_id: unknownId }), leadsTo: nothing },
    'an id that is none': { input: () => ({ message_id: 'nope' }), leadsTo: 'validation_failed' },
  },
  save_draft: {
    'a text': { input: ({ room_id }) => ({ room_id, content: 'to be' }), leadsTo: nothing },
    'a text in a thread': {
      input: (start) => ({ room_id: start.room_id, content: 'to be', parent_id: start.theirs }),
      leadsTo: nothing,
    },
    nothing: { input: ({ room_id }) => ({ room_id, content: '' }), leadsTo: nothing },
    'an archived room': {
      archived: true,
      input: ({ room_id }) => ({ room_id, content: 'to be' }),
      leadsTo: nothing,
    },
    'a thread of another room': {
      input: (start) => ({ room_id: start.room_id, content: 'x', parent_id: start.hidden }),
      leadsTo: 'message_not_found',
    },
    'a stranger to the room': {
      who: 'eve',
      input: ({ room_id }) => ({ room_id, content: 'x' }),
      leadsTo: 'room_not_found',
    },
    'no such room': { input: () => ({ room_id: unknownId, content: 'x' }), leadsTo: 'room_not_found' },
    'no content': { input: ({ room_id }) => ({ room_id }), leadsTo: 'validation_failed' },
  },
};
