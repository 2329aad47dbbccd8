import type { Browser } from 'playwright-core';
import { Person, password, request } from '../../test/support/people.js';
import { BrowserPerson } from './people.js';

/** Somebody at a browser, and the same person at the API. */
export interface Both {
  at: BrowserPerson;
  api: Person;
}

type Session = { token: string; refresh_token: string; user: { id: string } };

/** Has an account, and is not signed in at the browser yet. */
export const register = async (browser: Browser, url: string, name: string): Promise<Both> => {
  const at = await BrowserPerson.arrive(browser, url, name);
  const { username, email } = at;
  const { body } = await request<Session>(url, 'POST', '/api/auth/register', {
    body: { username, email, password, display_name: name },
  });
  return {
    at,
    api: new Person(url, body.user.id, username, email, password, body.token, body.refresh_token),
  };
};

export const signInTo = async ({ at }: Both, room: string): Promise<void> => {
  await at.page.goto('/sign-in');
  await at.signIn();
  await at.sidebarItem(room).click();
  await at.box.waitFor();
};
