import { randomBytes } from 'node:crypto';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A camera and a microphone for calls, and nobody to ask for them.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ARGS });

const WAIT_MS = 15_000;

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
    const context = await browser.newContext({ baseURL: url, viewport });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    const person = new BrowserPerson(
      context,
      page,
      name,
      `${name}-${randomBytes(4).toString('hex')}`.toLowerCase(),
    );
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
    await this.message(text).first().hover();
    await this.message(text).first().getByRole('toolbar').getByRole('button', { name: button }).click();
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
