import { randomBytes } from 'node:crypto';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { vi } from 'vitest';

const ARGS = [
  '--no-sandbox',
  // There is none: what stands in for it takes more time than drawing without.
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A camera and a microphone for calls, and nobody to ask for them.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

let shared: Promise<Browser> | undefined;

/** One for all tests of this process: what people have in it is apart, and it ends with the process. */
export const openBrowser = async (): Promise<Browser> => {
  const open = await shared;
  if (open?.isConnected()) return open;
  shared = chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ARGS });
  return shared;
};

/** Closes everybody's pages. */
export const leaveBrowser = async (browser: Browser | undefined): Promise<void> => {
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
};

const WAIT_MS = 60_000;
/** The first page comes with all its scripts. */
const LOAD_MS = 60_000;

interface Options extends BrowserContextOptions {
  /** With the service worker, which loads all of the client for later: only who needs it takes that time. */
  hasWorker?: boolean;
}

const withoutWorker = (): void => {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
};

/** Somebody in front of a browser of their own. Everything waits for what it needs; nothing sleeps. */
export class BrowserPerson {
  readonly problems: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly name: string,
    readonly username: string,
  ) {}

  static async arrive(
    browser: Browser,
    url: string,
    name: string,
    viewport = { width: 1280, height: 800 },
  ): Promise<BrowserPerson> {
    const username = `${name}-${randomBytes(4).toString('hex')}`.toLowerCase();
    return BrowserPerson.begin(await browser.newContext({ baseURL: url, viewport }), name, username);
  }

  /** Signed in already, for what is not about signing up. */
  static async join(
    browser: Browser,
    url: string,
    name: string,
    { hasWorker = false, ...options }: Options = {},
  ): Promise<BrowserPerson> {
    const username = `${name}-${randomBytes(4).toString('hex')}`.toLowerCase();
    const account = { username, display_name: name, email: `${username}@example.org`, password: PASSWORD };
    const { token, refresh_token, user } = await post<Session>(`${url}/api/auth/register`, account);
    const kept = { name: 'parley.session', value: JSON.stringify({ user_id: user.id, refresh_token }) };
    const storageState = { cookies: [], origins: [{ origin: url, localStorage: [kept] }] };
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ baseURL: url, viewport, storageState, ...options });
    const person = await BrowserPerson.begin(context, name, username, hasWorker);
    person.call = (path, body) => post(`${url}/api${path}`, body, token);
    person.ask = async (method, path) => {
      const headers = { authorization: `Bearer ${token}` };
      const { ok, status } = await fetch(`${url}/api${path}`, { method, headers });
      if (!ok) throw new Error(`${path} answered ${status}`);
    };
    person.upload = async (form) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${url}/api/upload`, { method: 'POST', headers, body: form });
      return ((await response.json()) as { id: string }).id;
    };
    return person;
  }

  /** Of somebody who joined: past the page, for what is there before it is looked at. */
  call: (path: string, body: object) => Promise<unknown> = () => {
    throw new Error(`${this.name} signs up by hand`);
  };

  ask: (method: 'PUT' | 'DELETE', path: string) => Promise<void> = () => {
    throw new Error(`${this.name} signs up by hand`);
  };

  /** Gives the id of the file. */
  upload: (form: FormData) => Promise<string> = () => {
    throw new Error(`${this.name} signs up by hand`);
  };

  /** A room with the others in it, which was there before; its path. */
  async makeRoom(
    name: string,
    type: 'public' | 'private',
    others: readonly BrowserPerson[],
  ): Promise<string> {
    const member_ids = await Promise.all(others.map((other) => other.id()));
    const { room } = (await this.call('/rooms', { name, type, member_ids })) as { room: { id: string } };
    return `/rooms/${room.id}`;
  }

  async id(): Promise<string> {
    const { origins } = await this.context.storageState();
    const stored = origins.flatMap(({ localStorage }) => localStorage);
    const { value } = stored.find(({ name }) => name === 'parley.session') ?? { value: '{}' };
    return (JSON.parse(value) as { user_id: string }).user_id;
  }

  /** Scrolls the conversation, and waits until that was drawn. */
  async scroll(by: number): Promise<void> {
    await this.page.evaluate((dy) => {
      const list = document.querySelector('[role="feed"]')?.parentElement?.parentElement as Element;
      list.scrollTop += dy;
      return new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      );
    }, by);
  }

  /** To another screen as the back button goes: the page stays. */
  async goTo(path: string): Promise<void> {
    await this.page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
  }

  private static async begin(
    context: BrowserContext,
    name: string,
    username: string,
    hasWorker = false,
  ): Promise<BrowserPerson> {
    if (!hasWorker) await context.addInitScript(withoutWorker);
    context.setDefaultTimeout(WAIT_MS);
    context.setDefaultNavigationTimeout(LOAD_MS);
    const page = await context.newPage();
    const person = new BrowserPerson(context, page, name, username);
    page.on('pageerror', (error) => person.problems.push(error.message));
    // Among them is everything that the content security policy has refused.
    page.on('console', (said) => {
      if (said.type() === 'error' && !said.text().includes('net::ERR_')) person.problems.push(said.text());
    });
    return person;
  }

  get email(): string {
    return `${this.username}@example.org`;
  }

  async signUp(): Promise<void> {
    await this.page.goto('/sign-up');
    await this.page.getByLabel('Name', { exact: true }).fill(this.name);
    await this.page.getByLabel('Username').fill(this.username);
    await this.page.getByLabel('E-mail').fill(this.email);
    await this.page.getByLabel('Password').fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Create an account' }).click();
    await this.page.getByRole('button', { name: 'Browse rooms' }).first().waitFor();
  }

  async signIn(): Promise<void> {
    await this.page.getByLabel('E-mail').fill(this.email);
    await this.page.getByLabel('Password').fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('button', { name: 'Browse rooms' }).first().waitFor();
  }

  async openDialog(button: string): Promise<Locator> {
    await this.page.getByRole('button', { name: button }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    return dialog;
  }

  get box(): Locator {
    return this.page.locator('[data-composer="main"]');
  }

  async say(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  /** A message of the open conversation that has been stored. */
  message(text: string | RegExp): Locator {
    return this.page.getByTestId('message').filter({ hasText: text });
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.message(text).first().waitFor();
  }

  /** A button of the toolbar that a message shows to a mouse. */
  async act(text: string, button: string | RegExp): Promise<void> {
    const message = this.message(text).first();
    const wanted = message.getByRole('toolbar').getByRole('button', { name: button });
    // A list that moves under a pointer that rests does not show its tools.
    const shown = async (): Promise<void> => {
      await this.page.mouse.move(0, 0);
      await message.hover();
      if (!(await wanted.isVisible())) throw new Error(`no tools over "${text}"`);
    };
    await vi.waitFor(shown, { timeout: WAIT_MS });
    await wanted.click();
  }

  async choose(text: string, item: string): Promise<void> {
    await this.act(text, 'More actions');
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  sidebarItem(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name });
  }
}

const PASSWORD = 'correct horse battery';

interface Session {
  token: string;
  refresh_token: string;
  user: { id: string };
}

const post = async <T>(url: string, body: object, token?: string): Promise<T> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
};
