import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Gather } from '../common/cache/gather.js';
import { Shared } from '../common/cache/shared.js';
import { toObjectId } from '../database/object-id.js';
import type { Head } from './head.repository.js';
import type { MessageDoc } from './message.schema.js';

/** This near to a head all that follows a position is read, once for whoever is near, instead of counted for each. */
const NEAR = 32;
const KEPT_MS = 5_000;
const MOST_KEPT = 100_000;
/** A database plans a range for each conversation: not too many at once. */
const TOGETHER = 16;

/** Of a top-level message what counters are made of. */
export interface Trace {
  seq: number;
  sender_id: string;
  deleted: boolean;
  mentions: string[];
  mentions_all: boolean;
}

/** The last messages of conversations: many who come back at once are behind by the same few. */
@Injectable()
export class TailRepository {
  private readonly tails = new Shared<Trace[]>({
    lifeMs: KEPT_MS,
    weigh: ({ length }) => 1 + length,
    mostWeight: MOST_KEPT,
  });

  private readonly read = new Gather((keys) => this.ofKeys(keys), TOGETHER);

  constructor(@InjectModel('Message') private readonly messages: Model<MessageDoc>) {}

  isNear(head: Head, seq: number): boolean {
    return head.seq - seq <= NEAR;
  }

  /** The top-level messages after a position that is near to the head. */
  async after(conversationId: string, head: Head, seq: number): Promise<Trace[]> {
    return (await this.tail(conversationId, head, seq)).filter((trace) => trace.seq > seq);
  }

  /** Of one head, which changes with every message and every change; from where all begin who are about as far. */
  private tail(id: string, { seq: to, rev }: Head, seq: number): Promise<Trace[]> {
    const from = seq - (seq % NEAR);
    return this.tails.get(
      [id, to, rev, from].join(':'),
      async () => (await this.read.get(`${id}:${from}:${to}`)) ?? [],
    );
  }

  private async ofKeys(keys: string[]): Promise<Map<string, Trace[]>> {
    const stretches = keys.map((key) => {
      const [id = '', from, to] = key.split(':');
      return { key, id, from: Number(from), to: Number(to) };
    });
    const found = await this.messages
      .find(
        {
          $or: stretches.map(({ id, from, to }) => ({
            conversation_id: toObjectId(id),
            seq: { $gt: from, $lte: to },
            parent_id: null,
          })),
        },
        { _id: 0, conversation_id: 1, seq: 1, sender_id: 1, deleted: 1, mentions: 1, mentions_all: 1 },
      )
      .lean<TraceDoc[]>();
    const byConversation = Map.groupBy(found, ({ conversation_id }) => conversation_id.toHexString());
    return new Map(
      stretches.map(({ key, id, from, to }) => {
        const docs = byConversation.get(id) ?? [];
        return [key, docs.filter(({ seq }) => seq > from && seq <= to).map(toTrace)];
      }),
    );
  }
}

type TraceDoc = Pick<
  MessageDoc,
  'conversation_id' | 'seq' | 'sender_id' | 'deleted' | 'mentions' | 'mentions_all'
>;

const toTrace = ({ seq, sender_id, deleted, mentions, mentions_all }: TraceDoc): Trace => ({
  ...{ seq, deleted, mentions_all },
  sender_id: sender_id.toHexString(),
  mentions: mentions.map((mentioned) => mentioned.toHexString()),
});
