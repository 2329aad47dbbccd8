import { Injectable, Logger } from '@nestjs/common';
import { OutboundError } from '../common/net/guarded-fetch.js';
import { Config } from '../config/config.js';
import { SessionRepository } from '../identity/session.repository.js';
import { JobsService } from '../jobs/jobs.service.js';
import { PreferenceDirectory } from '../preferences/preference-directory.js';
import { isQuiet } from '../preferences/preferences.rules.js';
import { PresenceView } from '../users/presence-view.js';
import type { StoredNotification } from './notification.js';
import { NotificationMapper } from './notification.mapper.js';
import { NotificationRepository } from './notification.repository.js';
import { pushMessage } from './push.rules.js';
import { PushSender } from './push-sender.service.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';

const SWEPT_AT_ONCE = 500;

/**
 * From a notification to the browsers of its user. One job waits a moment and asks whether it was read meanwhile and whether
 * the user is there anyway; then one job for each browser sends. A browser is claimed in the notification before it is
 * sent to: a job that runs again because its node was killed finds the claim and sends nothing twice. What a kill between
 * the claim and the sending loses stays in the list.
 */
@Injectable()
export class PushQueue {
  private readonly log = new Logger(PushQueue.name);

  constructor(
    private readonly jobs: JobsService,
    private readonly notifications: NotificationRepository,
    private readonly subscriptions: PushSubscriptionRepository,
    private readonly preferences: PreferenceDirectory,
    private readonly presence: PresenceView,
    private readonly mapper: NotificationMapper,
    private readonly sender: PushSender,
    private readonly sessions: SessionRepository,
    private readonly config: Config,
  ) {
    jobs.handle<{ id: string }>('push', 'light', ({ id }) => this.fanOut(id));
    jobs.handle<{ id: string; to: string }>('push_send', 'light', (data, attempt) =>
      this.send(data, attempt.last),
    );
  }

  /**
   * Of those of which no job knows yet, and whose users have a browser to push to. What Redis does not take is owed still:
   * the sweep comes back to it.
   */
  async give(owed: { id: string; user_id: string }[]): Promise<void> {
    if (owed.length === 0) return;
    try {
      const reachable = await this.subscriptions.usersAmong([...new Set(owed.map(({ user_id }) => user_id))]);
      const delayMs = this.config.env.PUSH_DELAY_MS;
      const wanted = owed.filter(({ user_id }) => reachable.has(user_id));
      await Promise.all(wanted.map(({ id }) => this.jobs.add('push', { id }, { id, delayMs })));
      await this.notifications.pushGiven(owed.map(({ id }) => id));
    } catch (error) {
      this.log.debug(`pushes wait: ${error instanceof Error ? error.message : error}`);
    }
  }

  async sweep(before: Date): Promise<void> {
    await this.give(await this.notifications.pushesDue(before, SWEPT_AT_ONCE));
  }

  private async fanOut(id: string): Promise<void> {
    const notification = await this.notifications.byId(id);
    if (!notification || !(await this.isWanted(notification))) return;
    const targets = await this.subscriptions.ofUser(notification.user_id);
    await Promise.all(
      targets.map(({ id: to }) => this.jobs.add('push_send', { id, to }, { id: `${id}-${to}` })),
    );
  }

  /** Not what was read or taken back, nor who is there at this moment: a page of theirs tells them. */
  private async isWanted({ user_id, state, read_at }: StoredNotification): Promise<boolean> {
    if (state !== 'notified' || read_at !== null) return false;
    const { push, quiet_hours } = await this.preferences.stored(user_id);
    if (!push || isQuiet(quiet_hours, new Date())) return false;
    return !(await this.presence.isAttending(user_id));
  }

  private async send({ id, to }: { id: string; to: string }, isLast: boolean): Promise<void> {
    const [notification, target] = await Promise.all([
      this.notifications.byId(id),
      this.subscriptions.byId(to),
    ]);
    // Another account took the browser over in the meantime.
    if (!notification || !target || target.user_id !== notification.user_id) return;
    // The end of a session is told once, and one that expires tells nobody.
    if (!(await this.sessions.isLive(target.session_id))) return this.subscriptions.remove([to]);
    const [shown] = await this.mapper.toNotifications([notification]);
    if (!shown || !(await this.notifications.claimPush(id, to))) return;
    try {
      const [{ push_content }, counts] = await Promise.all([
        this.preferences.stored(target.user_id),
        this.notifications.unreadCounts([target.user_id]),
      ]);
      const message = pushMessage(shown, { push_content, unread_count: counts.get(target.user_id) ?? 0 });
      if ((await this.sender.send(target, message)) === 'gone') await this.subscriptions.remove([to]);
    } catch (error) {
      // Without an answer it is not known whether it was taken: then it is not sent again.
      if (!isLast && !isTimeout(error)) await this.notifications.releasePush(id, to);
      throw error;
    }
  }
}

const isTimeout = (error: unknown): boolean => error instanceof OutboundError && error.kind === 'timeout';
