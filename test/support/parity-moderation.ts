import type { Fields } from './operations.js';
import type { Case } from './parity-table.js';

type Before = NonNullable<Case['before']>;
type Rows = Record<string, Case>;

const muteBen: Before = ({ room_id }, { amy, ben }) =>
  amy.person.api('PUT', `/rooms/${room_id}/members/${ben.person.id}/mute`, { expires_in_ms: null });

const banEve: Before = ({ room_id }, { amy, eve }) =>
  amy.person.api('PUT', `/rooms/${room_id}/bans/${eve.person.id}`, {});

const setRoom =
  (changes: Fields): Before =>
  ({ room_id }, { amy }) =>
    amy.person.api('PATCH', `/rooms/${room_id}`, changes);

/** Ben has said what he may in this hour. */
const slowDown: Before = async (start, cast) => {
  const { ben, cat } = cast;
  await setRoom({ slow_mode_ms: 3_600_000 })(start, cast);
  const path = `/rooms/${start.room_id}/messages`;
  const input = { content: 'hello', client_id: 'known' };
  const { body } = await ben.person.api<{ message: { id: string } }>('POST', path, input);
  for (const { line } of [ben, cat]) await line.next('new_message', ({ id }) => id === body.message.id);
};

const hello: Case['input'] = ({ room_id }) => ({ room_id, content: 'hello' });
const announcement = setRoom({ read_only: true });

/** What moderators make of a room and its members, seen by each operation that feels it. */
export const moderated = {
  send_message: {
    'a muted member': { before: muteBen, input: hello, leadsTo: 'muted' },
    'a read-only room': { before: announcement, input: hello, leadsTo: 'room_read_only' },
    'a reply in a read-only room': {
      before: announcement,
      input: ({ room_id, theirs }) => ({ room_id, content: 'hello', parent_id: theirs }),
      leadsTo: 'room_read_only',
    },
    'a read-only room, by the owner': {
      who: 'amy',
      before: announcement,
      input: hello,
      leadsTo: { cat: ['new_message'] },
    },
    'a known client_id in slow mode': {
      before: slowDown,
      input: ({ room_id }) => ({ room_id, content: 'hello', client_id: 'known' }),
      leadsTo: { cat: [] },
    },
  },
  edit_message: {
    'a muted member': {
      before: muteBen,
      input: ({ mine }) => ({ message_id: mine, content: 'better' }),
      leadsTo: 'muted',
    },
  },
  add_reaction: {
    'a muted member': {
      before: muteBen,
      input: ({ theirs }) => ({ message_id: theirs, emoji: '👍' }),
      leadsTo: 'muted',
    },
    'a read-only room': {
      before: announcement,
      input: ({ theirs }) => ({ message_id: theirs, emoji: '👍' }),
      leadsTo: { cat: ['reaction_added'] },
    },
  },
  remove_reaction: {
    'a muted member': {
      before: muteBen,
      input: ({ mine }) => ({ message_id: mine, emoji: '👍' }),
      leadsTo: 'muted',
    },
  },
  join_room: {
    'a public room that one is banned from': {
      who: 'eve',
      type: 'public',
      before: banEve,
      input: ({ room_id }) => ({ room_id }),
      leadsTo: 'banned',
    },
  },
} satisfies Record<string, Rows>;
