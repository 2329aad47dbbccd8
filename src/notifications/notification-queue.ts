import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { type Told, toTold } from './notification.js';
import { NotifierService } from './notifier.service.js';

/** So many conversations at once: notifications may come late, messages may not. */
const CONCURRENCY = 4;
const BATCH = 100;
/** What does not fit is found by the sweep. */
const MAX_WAITING = 20_000;

/** Changes of a message that change whom it concerns. */
const concerning: ReadonlySet<string> = new Set([
  'edited',
  'deleted',
  'reaction_added',
  'reaction_removed',
  'updated',
]);

interface Waiting {
  conversation: ConversationRef;
  fresh: Map<string, Told>;
  changed: Map<string, Told>;
}

/** Work for the notifier, after the acknowledgement: one batch of each conversation at a time, a few conversations at once. */
@Injectable()
export class NotificationQueue implements OnApplicationShutdown {
  private readonly log = new Logger(NotificationQueue.name);
  private readonly waiting = new Map<string, Waiting>();
  private readonly running = new Map<string, Promise<void>>();
  private size = 0;
  private stopped = false;

  constructor(
    private readonly notifier: NotifierService,
    events: DomainEvents,
  ) {
    events.on('messages_created', ({ conversation, messages }) =>
      this.add(
        conversation,
        'fresh',
        messages.map((message) => toTold(message, conversation)),
      ),
    );
    events.on('message_changed', ({ conversation, kind, message }) => {
      if (concerning.has(kind)) this.add(conversation, 'changed', [toTold(message, conversation)]);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running.values());
  }

  private add(conversation: ConversationRef, how: 'fresh' | 'changed', told: Told[]): void {
    if (this.size + told.length > MAX_WAITING) return;
    let waiting = this.waiting.get(conversation.id);
    if (!waiting) {
      waiting = { conversation, fresh: new Map(), changed: new Map() };
      this.waiting.set(conversation.id, waiting);
    }
    for (const message of told) {
      const known = waiting[how].get(message.id);
      if (!known) this.size += 1;
      // Events of one message may come in any order.
      if (!known || known.rev <= message.rev) waiting[how].set(message.id, message);
    }
    this.start();
  }

  private start(): void {
    for (const [id, waiting] of this.waiting) {
      if (this.stopped || this.running.size >= CONCURRENCY) return;
      if (this.running.has(id)) continue;
      const work = this.run(waiting)
        .catch((error: unknown) => this.log.warn({ err: error, msg: 'notifications are left to the sweep' }))
        .finally(() => {
          this.running.delete(id);
          this.start();
        });
      this.running.set(id, work);
    }
  }

  private async run(waiting: Waiting): Promise<void> {
    const { conversation } = waiting;
    // What was changed before its turn came is looked at as what it is now.
    const how = waiting.fresh.size > 0 ? 'fresh' : 'changed';
    const batch = [...waiting[how].values()].slice(0, BATCH);
    for (const { id } of batch) waiting[how].delete(id);
    this.size -= batch.length;
    if (waiting.fresh.size + waiting.changed.size === 0) this.waiting.delete(conversation.id);
    await this.notifier.settle(conversation, batch, { fresh: how === 'fresh' });
  }
}
