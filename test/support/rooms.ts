import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { ZodObject } from 'zod';
import type { Message } from '../../src/contract/message.js';
import type { Member, Room } from '../../src/contract/rooms.js';
import type { Person } from './people.js';

/** An id that is nobody's and nothing's. */
export const unknownId = 'f'.repeat(24);

export const unique = (word: string): string => `${word}${randomBytes(5).toString('hex')}`;

/** Exactly the fields of the contract, each of its type. */
export const exactly = (schema: ZodObject, value: unknown): void => {
  expect(schema.safeParse(value).error).toBeUndefined();
  expect(Object.keys(value as object).sort()).toEqual(Object.keys(schema.shape).sort());
};

export const refused = async (
  asked: Promise<{ status: number; body: { code?: string } }>,
  status: number,
  code: string,
): Promise<void> => {
  const answer = await asked;
  expect([answer.status, answer.body.code]).toEqual([status, code]);
};

/** A public room, unless the input says otherwise. */
export const createRoom = async (owner: Person, input: object = {}): Promise<Room> => {
  const { status, body } = await owner.api<{ room: Room }>('POST', '/rooms', {
    name: unique('room'),
    type: 'public',
    ...input,
  });
  expect(status).toBe(201);
  return body.room;
};

export const getRoom = async (person: Person, id: string): Promise<Room> =>
  (await person.api<{ room: Room }>('GET', `/rooms/${id}`)).body.room;

export const membersOf = async (person: Person, id: string): Promise<Member[]> =>
  (await person.api<{ members: Member[] }>('GET', `/rooms/${id}/members`)).body.members;

export const setRole = (owner: Person, id: string, person: Person, role: string) =>
  owner.api<{ member: Member }>('PATCH', `/rooms/${id}/members/${person.id}`, { role });

export const sayIn = async (
  person: Person,
  room_id: string,
  content: string,
  more: object = {},
): Promise<Message> => {
  const { status, body } = await person.api<{ message: Message }>('POST', `/rooms/${room_id}/messages`, {
    content,
    ...more,
  });
  expect(status).toBe(201);
  return body.message;
};
