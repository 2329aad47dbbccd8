import { Injectable } from '@nestjs/common';
import { invalid } from '../common/errors/app-error.js';
import { GuardedFetch, OutboundError } from '../common/net/guarded-fetch.js';
import { limits } from '../contract/limits.js';
import type { Input, Output } from '../contract/operation.js';
import type * as contract from '../contract/push.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { PersonalData } from '../users/personal-data.js';
import { PushSender } from './push-sender.service.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';

@Injectable()
export class PushService {
  constructor(
    private readonly subscriptions: PushSubscriptionRepository,
    private readonly sender: PushSender,
    private readonly net: GuardedFetch,
    personalData: PersonalData,
    events: DomainEvents,
  ) {
    // A browser that was signed out is told nothing more, whoever has it.
    events.on('session_ended', ({ session_id }) => this.subscriptions.removeSession(session_id));
    personalData.register('push', (userId) => this.subscriptions.forget(userId));
  }

  async key(): Promise<Output<typeof contract.getPushKey>> {
    return { public_key: await this.sender.publicKey() };
  }

  async add(
    caller: Caller,
    { endpoint, keys }: Input<typeof contract.addPushSubscription>,
  ): Promise<Output<typeof contract.addPushSubscription>> {
    this.requirePublic(endpoint);
    const saved = await this.subscriptions.save({
      user_id: caller.id,
      session_id: caller.session_id,
      endpoint,
      ...keys,
    });
    const all = await this.subscriptions.ofUser(caller.id);
    await this.subscriptions.remove(all.slice(0, -limits.pushSubscriptions).map(({ id }) => id));
    return saved;
  }

  async remove(caller: Caller, { endpoint }: Input<typeof contract.removePushSubscription>): Promise<void> {
    await this.subscriptions.removeEndpoint(caller.id, endpoint);
  }

  /** What its name stands for is checked whenever something is sent: a name may mean something else by then. */
  private requirePublic(endpoint: string): void {
    try {
      const { protocol, hostname } = this.net.check(endpoint);
      // A loopback port that was allowed is a stand-in of the tests, which has no certificate.
      if (protocol === 'https:' || hostname === '127.0.0.1') return;
      throw new OutboundError('refused', 'It must be an https address.');
    } catch (error) {
      throw error instanceof OutboundError ? invalid('endpoint', error.message) : error;
    }
  }
}
