import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DomainEvents } from '../events/domain-events.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ChangesService } from '../messages/changes.service.js';
import { MessageRepository } from '../messages/message.repository.js';
import { RedactionRepository } from '../messages/redaction.repository.js';
import { redacted } from './forwards.rules.js';

const KIND = 'redact_forwards';
const BATCH = 50;
const EVERY_MS = 60_000;
/** Longer than a send is under way: one that read the message before it was deleted is stored by then. */
const SETTLED_MS = 60_000;

/**
 * A deleted message goes from all that it was forwarded with. At once by a job, and again a minute later by a sweep: for
 * the forward that was on its way at that moment, and for jobs that were lost with Redis.
 */
@Injectable()
export class RedactionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(RedactionService.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly messages: MessageRepository,
    private readonly changes: ChangesService,
    private readonly redactions: RedactionRepository,
    jobs: JobsService,
    events: DomainEvents,
  ) {
    jobs.handle<{ message_id: string }>(KIND, 'light', ({ message_id }) => this.redact(message_id));
    events.on('message_changed', async ({ kind, message }) => {
      if (kind === 'deleted') await jobs.add(KIND, { message_id: message.id }, { id: message.id });
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.env.JOBS === 'off') return;
    this.timer = setInterval(() => void this.sweep(new Date(Date.now() - SETTLED_MS)), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** What was deleted before then. Two nodes that sweep at once do no harm: who is second finds nothing to change. */
  async sweep(before: Date): Promise<void> {
    try {
      for (const messageId of await this.redactions.due(before, BATCH)) {
        await this.redact(messageId);
        await this.redactions.done(messageId);
      }
    } catch (error) {
      this.log.warn(`sweep failed, comes again: ${String(error)}`);
    }
  }

  /** Batch by batch; after a crash what was done is not found again. */
  private async redact(messageId: string): Promise<void> {
    for (;;) {
      const copies = await this.messages.forwardsOf(messageId, BATCH);
      const done = await Promise.all(copies.map((copy) => this.redactOne(copy)));
      if (copies.length < BATCH && done.every(Boolean)) return;
      // Each was changed by somebody else at that moment: the next try reads them anew.
      if (!done.some(Boolean)) throw new Error(`Copies of ${messageId} are being changed`);
    }
  }

  private async redactOne(copy: Awaited<ReturnType<MessageRepository['forwardsOf']>>[number]) {
    if (copy.forwarded_from === null) return true;
    const set = { forwarded_from: redacted(copy.forwarded_from), attachments: [] };
    return (await this.changes.update(copy, set)) !== null;
  }
}
