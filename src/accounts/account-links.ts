import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import { AccountLinkRepository, type Purpose, type StoredLink } from './account-link.repository.js';

const TOKEN_BYTES = 32;
const HOUR_MS = 3_600_000;

const lifeMs: Record<Purpose, number> = { password: HOUR_MS, email: 24 * HOUR_MS };
/** Where the web client takes it up. Behind the `#` it reaches no server's log and no other site. */
const pages: Record<Purpose, string> = { password: 'reset-password', email: 'confirm-email' };

interface For {
  user_id: string;
  email?: string;
}

/** Links by which somebody proves that they read a mail, or were handed something by an administrator. */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly links: AccountLinkRepository,
    private readonly config: Config,
  ) {}

  async make(purpose: Purpose, { user_id, email }: For): Promise<{ url: string; expires_at: Date }> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expires_at = new Date(Date.now() + lifeMs[purpose]);
    await this.links.create({ hash: hashOf(token), user_id, purpose, email, expires_at });
    const base = this.config.publicUrl.replace(/\/$/, '');
    return { url: `${base}/${pages[purpose]}#token=${token}`, expires_at };
  }

  /** What it is good for, without using it up. Throws `link_invalid`. */
  async look(purpose: Purpose, token: string): Promise<StoredLink> {
    return orInvalid(await this.links.find(hashOf(token), purpose));
  }

  /** Uses it up, and with it all others of the user for the same. Throws `link_invalid`. */
  async use(purpose: Purpose, token: string): Promise<StoredLink> {
    const link = orInvalid(await this.links.take(hashOf(token), purpose));
    await this.links.removeOf(link.user_id, purpose);
    return link;
  }

  async revoke(userId: string): Promise<void> {
    await this.links.removeOf(userId, 'password', 'email');
  }
}

const orInvalid = (link: StoredLink | null): StoredLink => {
  if (!link) throw new AppError('link_invalid', { detail: 'It was used, has expired, or never was one.' });
  return link;
};

/** What is stored: who reads the database cannot use it. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
