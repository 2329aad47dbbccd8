import { expect } from 'vitest';
import type { Conversation } from '../../src/contract/dm.js';
import type { Message } from '../../src/contract/message.js';
import type { Answer, Person } from './people.js';

export type Opened = { conversation: Conversation; created: boolean };
export type Sent = { message: Message; created: boolean };

export const openDm = (person: Person, ...others: Person[]): Promise<Answer<Opened>> =>
  person.api<Opened>('POST', '/direct-messages', { participant_ids: others.map(({ id }) => id) });

/** The conversation, made or found. */
export const dmOf = async (person: Person, ...others: Person[]): Promise<Conversation> => {
  const { status, body } = await openDm(person, ...others);
  expect([200, 201]).toContain(status);
  return body.conversation;
};

export const getDm = async (person: Person, id: string): Promise<Conversation> => {
  const { status, body } = await person.api<{ conversation: Conversation }>('GET', `/direct-messages/${id}`);
  expect(status).toBe(200);
  return body.conversation;
};

export const listDms = async (person: Person, query = '') => {
  const { status, body } = await person.api<{ conversations: Conversation[]; has_more: boolean }>(
    'GET',
    `/direct-messages${query}`,
  );
  expect(status).toBe(200);
  return body;
};

export const idsOf = (conversations: { id: string }[]): string[] => conversations.map(({ id }) => id);

export const say = async (
  person: Person,
  dm_id: string,
  content: string,
  more: object = {},
): Promise<Message> => {
  const { status, body } = await person.api<Sent>('POST', `/direct-messages/${dm_id}/messages`, {
    content,
    ...more,
  });
  expect(status).toBe(201);
  return body.message;
};
