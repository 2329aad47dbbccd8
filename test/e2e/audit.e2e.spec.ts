import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuditEntry } from '../../src/contract/audit.js';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register, registerAll } from '../support/people.js';
import { createRoom, refused, setRole } from '../support/rooms.js';

let node: TestApp;
let root: Person;
let owner: Person;
let mod: Person;
let ben: Person;

beforeAll(async () => {
  node = await startApp();
  root = await register(node.url, 'root');
  [owner, mod, ben] = await registerAll(node.url, 'owner', 'mod', 'ben');
});
afterAll(() => node?.stop());

type Page = { entries: AuditEntry[]; has_more: boolean };

const read = async (who: Person, path: string): Promise<Page> => (await who.api<Page>('GET', path)).body;

it('holds every act of those who look after a room, in the order in which it was done', async () => {
  const room = await createRoom(owner, { member_ids: [mod.id, ben.id] });
  const at = `/rooms/${room.id}`;
  await setRole(owner, room.id, mod, 'moderator');
  const { body } = await ben.api<{ message: Message }>('POST', `${at}/messages`, { content: 'rude' });
  await mod.api('DELETE', `/messages/${body.message.id}`);
  await mod.api('PUT', `${at}/members/${ben.id}/mute`, { expires_in_ms: null, reason: 'loud' });
  await mod.api('DELETE', `${at}/members/${ben.id}/mute`);
  await owner.api('PATCH', at, { name: 'Calm', read_only: false });
  const made = await owner.api<{ invitation: { id: string } }>('POST', `${at}/invitations`, {});
  await owner.api('DELETE', `${at}/invitations/${made.body.invitation.id}`);
  await owner.api('DELETE', `${at}/members/${ben.id}`);
  await owner.api('PUT', `${at}/bans/${ben.id}`, { reason: 'again' });
  await owner.api('DELETE', `${at}/bans/${ben.id}`);
  await owner.api('POST', `${at}/archive`);
  await owner.api('POST', `${at}/unarchive`);
  await setRole(owner, room.id, mod, 'owner');

  const { entries } = await read(owner, `${at}/audit`);
  for (const entry of entries) expect(AuditEntry.strict().parse(entry)).toEqual(entry);
  expect(entries.map(({ action }) => action).reverse()).toEqual([
    'role_changed',
    'message_deleted',
    'member_muted',
    'member_unmuted',
    'room_updated',
    'invitation_created',
    'invitation_revoked',
    'member_removed',
    'member_banned',
    'ban_lifted',
    'room_archived',
    'room_unarchived',
    'ownership_transferred',
  ]);
  const by = (action: string) => entries.find((entry) => entry.action === action);
  expect(by('message_deleted')).toMatchObject({
    ...{ actor: { id: mod.id }, target: { id: ben.id }, message_id: body.message.id, room_id: room.id },
  });
  expect(by('member_muted')).toMatchObject({ reason: 'loud', target: { id: ben.id } });
  expect(by('role_changed')?.details).toEqual({ from: 'member', to: 'moderator' });
  expect(by('room_updated')?.details).toEqual({ fields: 'name, read_only' });

  const page = await read(owner, `${at}/audit?limit=2&before=${entries[1]?.id}`);
  expect([page.entries.map(({ id }) => id), page.has_more]).toEqual([
    entries.slice(2, 4).map(({ id }) => id),
    true,
  ]);
  const own = await read(owner, `${at}/audit?actor_id=${mod.id}`);
  expect(new Set(own.entries.map(({ actor }) => actor.id))).toEqual(new Set([mod.id]));
  const all = await read(root, '/admin/audit?limit=100');
  expect(all.entries.map(({ id }) => id)).toEqual(expect.arrayContaining(entries.map(({ id }) => id)));
});

it('has nothing of what changed nothing, nor of what one does with what is one’s own', async () => {
  const room = await createRoom(owner, { member_ids: [ben.id] });
  const at = `/rooms/${room.id}`;
  const { body } = await ben.api<{ message: Message }>('POST', `${at}/messages`, { content: 'oops' });
  await ben.api('DELETE', `/messages/${body.message.id}`);
  await owner.api('DELETE', `/messages/${body.message.id}`);
  await owner.api('DELETE', `${at}/members/${ben.id}/mute`);
  await owner.api('DELETE', `${at}/bans/${ben.id}`);
  await setRole(owner, room.id, ben, 'member');
  await refused(ben.api('PATCH', at, { name: 'Mine' }), 403, 'permission_denied');
  expect((await read(owner, `${at}/audit`)).entries).toEqual([]);
});

it('is not for everybody', async () => {
  const room = await createRoom(owner, { type: 'private', member_ids: [ben.id] });
  await refused(ben.api('GET', `/rooms/${room.id}/audit`), 403, 'permission_denied');
  await refused(root.api('GET', `/rooms/${room.id}/audit`), 404, 'room_not_found');
  await refused(owner.api('GET', '/admin/audit'), 403, 'permission_denied');
  await refused(root.api('GET', '/admin/audit?before=nope'), 400, 'validation_failed');
});
