import { Injectable } from '@nestjs/common';
import { AccessService, placeOf } from '../access/access.service.js';
import { type Keeping, Shared } from '../common/cache/shared.js';
import { toAppError, toProblem } from '../common/errors/problem.js';
import { Metrics } from '../common/metrics/metrics.js';
import type { Change, SyncedConversation, sync } from '../contract/inbox.js';
import { limits } from '../contract/limits.js';
import type { Message } from '../contract/message.js';
import type { Input, Output } from '../contract/operation.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { ChangeRepository } from '../messages/change.repository.js';
import { type Head, noHead } from '../messages/head.repository.js';
import { HeadService } from '../messages/head.service.js';
import { MessageMapper } from '../messages/message.mapper.js';
import { MessageRepository } from '../messages/message.repository.js';

type Asked = Input<typeof sync>['conversations'][number];
type Answer = Output<typeof sync>['conversations'][number];

interface Readable {
  conversation: ConversationRef;
  asked: Asked;
}

/** An answer holds this much at most; what did not fit is `has_more`. */
const MAX_MESSAGES = 1_000;

/** Who comes back after a cut has missed what the others have, and three thousand come within some seconds. */
const pages: Keeping<unknown[] | null> = {
  lifeMs: 5_000,
  weigh: (page) => 1 + (page?.length ?? 0),
  mostWeight: 20_000,
};

/** Everything after the numbers that a client has. */
@Injectable()
export class SyncService {
  private readonly messagePages = new Shared<Message[]>(pages);
  private readonly changePages = new Shared<Change[] | null>(pages);

  constructor(
    private readonly access: AccessService,
    private readonly heads: HeadService,
    private readonly messages: MessageRepository,
    private readonly changes: ChangeRepository,
    private readonly mapper: MessageMapper,
    private readonly metrics: Metrics,
    events: DomainEvents,
  ) {
    // The only thing in a page that its head says nothing about.
    events.everywhere('user_updated', () => {
      this.messagePages.clear();
      this.changePages.clear();
    });
  }

  async sync(caller: Caller, { conversations }: Input<typeof sync>): Promise<Output<typeof sync>> {
    const checked = await Promise.all(conversations.map((asked) => this.check(caller, asked)));
    const readable = checked.filter((item): item is Readable => 'conversation' in item);
    const heads = await this.heads.read(readable.map(({ conversation }) => conversation.id));
    const answers: Answer[] = [];
    let room = MAX_MESSAGES;
    for (const item of checked) {
      if (!('conversation' in item)) {
        answers.push(item);
        continue;
      }
      const answer = await this.read(item, heads.get(item.conversation.id) ?? noHead, room);
      room -= answer.messages.length + answer.changes.length;
      answers.push(answer);
    }
    for (const answer of answers) this.metrics.synced.inc({ outcome: outcomeOf(answer) });
    return { conversations: answers };
  }

  /** What is not the caller's gets its error and spoils nothing else. */
  private async check(caller: Caller, asked: Asked): Promise<Readable | Answer> {
    try {
      const { conversation } = await this.access.require(caller, 'read', asked);
      return { conversation, asked };
    } catch (error) {
      const appError = toAppError(error);
      if (appError.code === 'internal_error' || appError.code === 'service_unavailable') throw error;
      const { room_id, dm_id } = asked;
      return { ...(room_id ? { room_id } : { dm_id }), error: toProblem(appError, caller.request_id) };
    }
  }

  private async read(
    { conversation, asked }: Readable,
    head: Head,
    room: number,
  ): Promise<SyncedConversation> {
    const { after_rev } = asked;
    const first_seq = (head.floor?.seq ?? 0) + 1;
    const numbers = { ...placeOf(conversation), first_seq, last_seq: head.seq, last_rev: head.rev };
    // Numbers from the future are those of another history, a restored backup for example.
    if (asked.after_seq > head.seq || after_rev > head.rev)
      return { ...numbers, messages: [], changes: [], has_more: false, reset: true };
    // What was before has no messages any more.
    const after_seq = Math.max(asked.after_seq, first_seq - 1);
    const page = Math.min(limits.syncPage, Math.max(room, 0));
    const [messages, changes] = await Promise.all([
      after_seq < head.seq
        ? this.messagePages.get(pageKey(conversation, head, after_seq, page), () =>
            this.messagesAfter(conversation, after_seq, page),
          )
        : [],
      after_rev < head.rev
        ? this.changePages.get(pageKey(conversation, head, after_rev, page), () =>
            this.changesAfter(conversation, after_rev, page),
          )
        : [],
    ]);
    if (changes === null) return { ...numbers, messages: [], changes: [], has_more: false, reset: true };
    const last_seq = Math.max(head.seq, messages.at(-1)?.seq ?? 0);
    const last_rev = Math.max(head.rev, changes.at(-1)?.rev ?? 0);
    const behind =
      (messages.at(-1)?.seq ?? after_seq) < last_seq || (changes.at(-1)?.rev ?? after_rev) < last_rev;
    return { ...numbers, messages, changes, last_seq, last_rev, has_more: behind };
  }

  private async messagesAfter({ id }: ConversationRef, after: number, count: number): Promise<Message[]> {
    if (count === 0) return [];
    return this.mapper.toMessages(await this.messages.range(id, after, Number.MAX_SAFE_INTEGER, count));
  }

  /** `null` when the log no longer reaches back that far. */
  private async changesAfter(
    { id }: ConversationRef,
    after: number,
    count: number,
  ): Promise<Change[] | null> {
    if (count === 0) return [];
    const rows = await this.changes.range(id, after, Number.MAX_SAFE_INTEGER, count);
    if (rows[0]?.rev !== after + 1) return null;
    const stored = await this.messages.byIds([...new Set(rows.map(({ message_id }) => message_id))]);
    const shown = new Map((await this.mapper.toMessages(stored)).map((message) => [message.id, message]));
    const changes = rows.flatMap(({ rev, kind, message_id }) => {
      const message = shown.get(message_id);
      return message ? [{ rev, kind, message_id, message }] : [];
    });
    // Of a message that was removed for its age meanwhile.
    return changes.length < rows.length ? null : changes;
  }
}

/** Of one head: a page that was begun before a change must not go to a client that has heard of the change. */
const pageKey = ({ id }: ConversationRef, { seq, rev }: Head, after: number, count: number): string =>
  [id, seq, rev, after, count].join(':');

const outcomeOf = (answer: Answer): string => {
  if ('error' in answer) return 'refused';
  if (answer.reset) return 'reset';
  return answer.messages.length + answer.changes.length > 0 ? 'behind' : 'current';
};
