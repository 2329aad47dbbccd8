import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import type { Mail } from './templates.js';

const TIMEOUT_MS = 20_000;

/** Hands mail to the SMTP server of the operator. Called from jobs: a failure is thrown, and tried again later. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport;
  private readonly from: string;

  constructor(config: Config) {
    const { SMTP_URL, MAIL_FROM } = config.env;
    this.from = MAIL_FROM ?? `Parley <no-reply@${new URL(config.publicUrl).hostname}>`;
    this.transport =
      SMTP_URL === undefined
        ? undefined
        : createTransport({
            ...{ url: SMTP_URL, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS },
            socketTimeout: TIMEOUT_MS,
          });
  }

  get configured(): boolean {
    return this.transport !== undefined;
  }

  /** Throws `mail_not_configured`. */
  requireConfigured(): void {
    if (!this.configured) throw new AppError('mail_not_configured');
  }

  async send(to: string, { subject, text, html }: Mail): Promise<void> {
    this.requireConfigured();
    await this.transport?.sendMail({
      ...{ from: this.from, to: { name: '', address: to }, subject, text, html },
      // Answering machines leave such mail alone.
      headers: { 'auto-submitted': 'auto-generated' },
    });
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}
