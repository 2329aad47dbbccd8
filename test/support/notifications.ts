import { expect } from 'vitest';
import type {
  explainNotification,
  listNotifications,
  Notification,
} from '../../src/contract/notifications.js';
import type { Output } from '../../src/contract/operation.js';
import type { Person } from './people.js';
import { until } from './until.js';

export const notificationsOf = async (
  person: Person,
  query = '',
): Promise<Output<typeof listNotifications>> => {
  const { status, body } = await person.api<Output<typeof listNotifications>>(
    'GET',
    `/notifications${query}`,
  );
  expect(status).toBe(200);
  return body;
};

export const explained = async (person: Person, messageId: string) => {
  const { status, body } = await person.api<Output<typeof explainNotification>>(
    'GET',
    `/messages/${messageId}/notification`,
  );
  expect(status).toBe(200);
  return body;
};

/** Asks again until there is an answer: decisions are made after the acknowledgement. */
export const settled = async <T>(ask: () => Promise<T | null>): Promise<T> => {
  let answer: T | null = null;
  await until(async () => {
    answer = await ask();
    return answer !== null;
  });
  return answer as T;
};

/** Until so many are unread, the newest of them being like this. */
export const notified = async (
  person: Person,
  count: number,
  newest: object = {},
): Promise<Notification[]> => {
  let found: Notification[] = [];
  await until(
    async () => {
      const { notifications, unread_count } = await notificationsOf(person, '?unread=true');
      found = notifications;
      return unread_count === count && (count === 0 || asymmetric(notifications[0], newest));
    },
    { what: `${count} notifications`, timeoutMs: 5_000 },
  ).catch((error: unknown) => {
    expect(found[0]).toMatchObject(newest);
    throw error;
  });
  return found;
};

const asymmetric = (value: unknown, like: object): boolean => {
  try {
    expect(value).toMatchObject(like);
    return true;
  } catch {
    return false;
  }
};
