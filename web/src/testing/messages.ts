import type { Message } from '@contract/message.js';
import type { User } from '@contract/users.js';

const person = (name: string) => ({
  id: `id-${name}`,
  username: name,
  display_name: name.toUpperCase(),
  avatar_url: null,
});

export const user = (name: string): User => ({
  ...person(name),
  active: true,
  server_role: 'user',
  status: { state: 'online', text: '', emoji: '', expires_at: null },
  last_seen_at: null,
  created_at: '2026-01-01T00:00:00.000Z',
});

const START = new Date(2026, 2, 10, 9, 0).getTime();
const MINUTE_MS = 60_000;

/** Message number `seq`, a minute after the one before it. */
export const message = (seq: number, change: Partial<Message> & { by?: string } = {}): Message => {
  const { by = 'amy', ...rest } = change;
  return {
    id: `m${seq}`,
    kind: 'text',
    room_id: 'room',
    dm_id: null,
    seq,
    rev: 0,
    client_id: null,
    sender_id: `id-${by}`,
    sender: person(by),
    content: `message ${seq}`,
    mentions: [],
    mentions_room: false,
    mentions_here: false,
    attachments: [],
    reactions: [],
    parent_id: null,
    reply_count: 0,
    last_reply_at: null,
    also_in_room: false,
    edited: false,
    edited_at: null,
    deleted: false,
    pinned: false,
    link_previews: [],
    forwarded_from: null,
    call: null,
    created_at: new Date(START + seq * MINUTE_MS).toISOString(),
    ...rest,
  };
};
