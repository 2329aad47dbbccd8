import { Injectable } from '@nestjs/common';
import webPush from 'web-push';
import { Metrics } from '../common/metrics/metrics.js';
import { GuardedFetch } from '../common/net/guarded-fetch.js';
import { Config } from '../config/config.js';
import type { PushTarget } from './push-subscription.repository.js';
import { VapidKeyRepository, type VapidKeys } from './vapid-key.repository.js';

/** A device that is off for longer has the list to look at. */
const TTL_SECONDS = 24 * 3_600;
const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 10_000;

export type PushOutcome = 'taken' | 'gone' | 'refused';

export interface PushMessage {
  payload: string;
  /** Of several that wait for a device, only the last with the same topic is delivered. */
  topic: string;
  urgency: 'high' | 'normal';
}

/** Web push (RFC 8030): what is sent is encrypted for the browser alone (RFC 8291) and signed by this server (RFC 8292). */
@Injectable()
export class PushSender {
  private keys: Promise<VapidKeys> | undefined;

  constructor(
    private readonly net: GuardedFetch,
    private readonly repository: VapidKeyRepository,
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  async publicKey(): Promise<string> {
    return (await this.vapid()).publicKey;
  }

  /** Throws when it may succeed later. */
  async send(target: PushTarget, message: PushMessage): Promise<PushOutcome> {
    const outcome = await this.post(target, message).catch((error: unknown) => {
      this.metrics.pushes.inc({ outcome: 'failed' });
      throw error;
    });
    this.metrics.pushes.inc({ outcome });
    return outcome;
  }

  private async post(
    { endpoint, p256dh, auth }: PushTarget,
    { payload, topic, urgency }: PushMessage,
  ): Promise<PushOutcome> {
    const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject: this.subject, ...(await this.vapid()) },
      TTL: TTL_SECONDS,
      contentEncoding: 'aes128gcm',
      urgency,
      topic,
    });
    const { status } = await this.net.fetch(request.endpoint, {
      method: 'POST',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: request.body ?? undefined,
      timeoutMs: TIMEOUT_MS,
      maxSize: MAX_ANSWER,
      tooLong: 'cut',
    });
    if (status >= 200 && status < 300) return 'taken';
    if (status === 404 || status === 410) return 'gone';
    if (status === 429 || status >= 500) throw new Error(`the push service answered ${status}`);
    return 'refused';
  }

  private get subject(): string {
    const { PUBLIC_URL, VAPID_SUBJECT } = this.config.env;
    if (VAPID_SUBJECT) return VAPID_SUBJECT;
    return PUBLIC_URL?.startsWith('https:') ? PUBLIC_URL : 'mailto:postmaster@localhost';
  }

  private vapid(): Promise<VapidKeys> {
    this.keys ??= this.readKeys().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async readKeys(): Promise<VapidKeys> {
    const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = this.config.env;
    if (publicKey && privateKey) return { publicKey, privateKey };
    return (await this.repository.find()) ?? this.repository.keep(webPush.generateVAPIDKeys());
  }
}
