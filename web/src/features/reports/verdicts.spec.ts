import { expect, it } from 'vitest';
import { verdictsFor } from './verdicts.js';

const message = { deleted: false, sender_id: 'ben' };
const inRoom = { room_id: 'harbour', message };

it('a moderator deletes and mutes, an admin bans too', () => {
  expect(verdictsFor(inRoom, 'moderator', 'amy')).toEqual(['message_deleted', 'member_muted']);
  expect(verdictsFor(inRoom, 'admin', 'amy')).toEqual(['message_deleted', 'member_muted', 'member_banned']);
});

it('nobody is muted or banned in a direct message, nor by themselves', () => {
  expect(verdictsFor({ room_id: null, message }, null, 'amy')).toEqual(['message_deleted']);
  expect(verdictsFor(inRoom, 'owner', 'ben')).toEqual(['message_deleted']);
});

it('what is deleted is not deleted again', () => {
  const gone = { room_id: 'harbour', message: { deleted: true, sender_id: 'ben' } };
  expect(verdictsFor(gone, 'moderator', 'amy')).toEqual(['member_muted']);
});
