import { Injectable } from '@nestjs/common';
import { Metrics } from '../common/metrics/metrics.js';
import { GuardedFetch, OutboundError } from '../common/net/guarded-fetch.js';
import { Config } from '../config/config.js';
import type { Delivery } from '../contract/webhooks.js';
import { DeliveryRepository } from './delivery.repository.js';
import { bodyOf, type HookEvent, signatureOf, signingKey } from './outgoing.rules.js';
import type { StoredWebhook } from './outgoing-webhook.repository.js';

const MAX_ANSWER = 10_000;

/** One attempt: signed, sent, and written down. */
@Injectable()
export class SenderService {
  constructor(
    private readonly net: GuardedFetch,
    private readonly deliveries: DeliveryRepository,
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  /** `otherwise`: what it is when it fails. */
  async send(hook: StoredWebhook, event: HookEvent, otherwise: Delivery['state']): Promise<Delivery> {
    const started = performance.now();
    const answer = await this.post(hook, event);
    const good = answer.status !== null && answer.status >= 200 && answer.status <= 299;
    const state = good ? 'delivered' : otherwise;
    this.metrics.webhooks.inc({ outcome: state });
    return this.deliveries.record(hook.id, event, {
      state,
      response_status: answer.status,
      error: good ? null : (answer.error ?? `It answered ${answer.status}.`),
      duration_ms: Math.round(performance.now() - started),
    });
  }

  private async post(
    hook: StoredWebhook,
    event: HookEvent,
  ): Promise<{ status: number | null; error?: string }> {
    const { JWT_SECRET, WEBHOOK_TIMEOUT_MS: timeoutMs } = this.config.env;
    const body = bodyOf(hook, event);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Parley-Webhook',
      'parley-event': event.event,
      'parley-delivery': event.id,
      'parley-signature': signatureOf(signingKey(JWT_SECRET, hook), body, Math.floor(Date.now() / 1000)),
    };
    const limits = { timeoutMs, maxSize: MAX_ANSWER, tooLong: 'cut' as const };
    try {
      const { status } = await this.net.fetch(hook.url, { method: 'POST', headers, body, ...limits });
      return { status };
    } catch (error) {
      if (error instanceof OutboundError) return { status: null, error: error.message };
      throw error;
    }
  }
}
