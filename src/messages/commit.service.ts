import { Injectable } from '@nestjs/common';
import { Metrics } from '../common/metrics/metrics.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { StreamService } from '../realtime/stream.service.js';
import { type ClientKey, CommitLane, type Committed } from './commit-lane.js';
import { HistoryService } from './history.service.js';
import { InsertPool } from './insert-pool.js';
import { LeaderService } from './leader.service.js';
import type { Draft, SeqHead, StoredMessage } from './message.js';
import { MessageMapper } from './message.mapper.js';
import { MessageRepository } from './message.repository.js';
import { SendTraces } from './send-traces.js';

const MAX_IDLE_LANES = 10_000;

/** The lanes of this node, one for each conversation that somebody writes to here. */
@Injectable()
export class CommitService {
  private readonly lanes = new Map<string, CommitLane>();
  private readonly traces = new SendTraces();

  constructor(
    private readonly messages: MessageRepository,
    private readonly history: HistoryService,
    private readonly mapper: MessageMapper,
    private readonly events: DomainEvents,
    private readonly leader: LeaderService,
    private readonly pool: InsertPool,
    private readonly metrics: Metrics,
    streams: StreamService,
  ) {
    leader.serve((drafts) => this.commitFor(drafts));
    streams.onHead((conversationId, head) => this.lanes.get(conversationId)?.observe(head));
  }

  commit(draft: Draft): Promise<Committed> {
    return this.traces.follow(draft.id, () => this.lane(draft.conversation).add(draft));
  }

  private lane(conversation: ConversationRef): CommitLane {
    const known = this.lanes.get(conversation.id);
    if (known) return known;
    if (this.lanes.size >= MAX_IDLE_LANES) this.forgetIdle();
    const store = {
      insert: (messages: StoredMessage[]) => this.traces.asIn(messages[0]?.id, () => this.insert(messages)),
      head: (id: string, atLeast: number) => this.history.head(id, atLeast),
      range: (id: string, after: number, before: number, count: number) =>
        this.messages.range(id, after, before, count),
      byIds: (ids: string[]) => this.messages.byIds(ids),
      byClientIds: (id: string, keys: ClientKey[]) => this.messages.byClientIds(id, keys),
    };
    const lane = new CommitLane(conversation.id, store, {
      leader: (drafts: Draft[]) => this.leader.commit(drafts),
      // After the acknowledgements, which are already queued for this turn.
      stored: (messages) =>
        this.traces.asIn(messages[0]?.id, () =>
          setImmediate(() => this.events.follow('messages_created', this.announce(conversation, messages))),
        ),
    });
    this.lanes.set(conversation.id, lane);
    return lane;
  }

  private async insert(messages: StoredMessage[]): Promise<void> {
    try {
      await this.pool.insert(messages);
    } catch (error) {
      if (isDuplicateKey(error)) {
        this.metrics.claimsLost.inc({ kind: 'message' });
        void this.leader.lost(messages[0]?.conversation.id ?? '');
      }
      throw error;
    }
  }

  /** For another node. What is not told (a `client_id` that is known, a failure) it finds out by itself. */
  private async commitFor(drafts: Draft[]): Promise<[id: string, head: SeqHead][]> {
    const results = await Promise.allSettled(drafts.map((draft) => this.commit(draft)));
    return results.flatMap((result, index) => {
      if (result.status === 'rejected' || result.value.message.id !== drafts[index]?.id) return [];
      const { id, seq, top } = result.value.message;
      return [[id, { seq, top }] as [string, SeqHead]];
    });
  }

  /** Told in any order: streams put it right by number. A failure here is healed from the database. */
  private async announce(conversation: ConversationRef, stored: StoredMessage[]): Promise<void> {
    const messages = await this.mapper.toNewMessages(stored);
    await this.events.emit('messages_created', { conversation, messages, top: stored.at(-1)?.top ?? 0 });
  }

  private forgetIdle(): void {
    for (const [id, lane] of this.lanes) if (lane.idle) this.lanes.delete(id);
  }
}
