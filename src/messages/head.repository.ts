import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, PipelineStage } from 'mongoose';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { ChangeDoc } from './change.schema.js';
import type { HeadDoc, SweepDoc } from './head.schema.js';
import type { MessageDoc } from './message.schema.js';

export interface Head {
  seq: number;
  top: number;
  shown_seq: number;
  rev: number;
}

export const noHead: Head = { seq: 0, top: 0, shown_seq: 0, rev: 0 };

/** The further of the two in each number. */
export const furthest = (a: Head = noHead, b: Partial<Head> = {}): Head => ({
  seq: Math.max(a.seq, b.seq ?? 0),
  top: Math.max(a.top, b.top ?? 0),
  shown_seq: Math.max(a.shown_seq, b.shown_seq ?? 0),
  rev: Math.max(a.rev, b.rev ?? 0),
});

const isShown = { $or: [{ $eq: ['$parent_id', null] }, { $eq: ['$also_in_room', true] }] };

@Injectable()
export class HeadRepository {
  constructor(
    @InjectModel('ConversationHead') private readonly heads: Model<HeadDoc>,
    @InjectModel('Sweep') private readonly sweeps: Model<SweepDoc>,
    @InjectModel('Message') private readonly messages: Model<MessageDoc>,
    @InjectModel('MessageChange') private readonly changes: Model<ChangeDoc>,
  ) {}

  async written(conversationIds: string[]): Promise<Map<string, Head>> {
    const found = await this.heads.find({ _id: { $in: conversationIds.map(toObjectId) } }).lean<HeadDoc[]>();
    return new Map(found.map(({ _id, seq, top, shown_seq, rev }) => [_id.toHexString(), { seq, top, shown_seq, rev }]));
  }

  /** How far conversations have come by what was stored since then; of all of them when none are named. */
  async movedSince(time: Date, conversationIds?: string[]): Promise<Map<string, Head>> {
    const match: PipelineStage.Match = {
      $match: {
        created_at: { $gte: time },
        ...(conversationIds && { conversation_id: { $in: conversationIds.map(toObjectId) } }),
      },
    };
    const [messages, changes] = await Promise.all([
      this.messages.aggregate<{ _id: ObjectId; seq: number; top: number; shown_seq: number }>([
        match,
        {
          $group: {
            _id: '$conversation_id',
            seq: { $max: '$seq' },
            top: { $max: '$top' },
            shown_seq: { $max: { $cond: [isShown, '$seq', 0] } },
          },
        },
      ]),
      this.changes.aggregate<{ _id: ObjectId; rev: number }>([
        match,
        { $group: { _id: '$conversation_id', rev: { $max: '$rev' } } },
      ]),
    ]);
    const moved = new Map<string, Head>();
    for (const { _id, ...head } of [...messages, ...changes]) {
      const id = _id.toHexString();
      moved.set(id, furthest(moved.get(id), head));
    }
    return moved;
  }

  /** Moves heads forward, never back, whoever else does the same. */
  async advance(heads: Map<string, Head>): Promise<void> {
    if (heads.size === 0) return;
    await this.heads.bulkWrite(
      [...heads].map(([id, head]) => ({
        updateOne: { filter: { _id: toObjectId(id) }, update: { $max: head }, upsert: true },
      })),
      { ordered: false },
    );
  }

  async sweptUntil(): Promise<Date> {
    const sweep = await this.sweeps.findById('messages').lean<SweepDoc>();
    return sweep?.until ?? new Date(0);
  }

  async setSweptUntil(until: Date): Promise<void> {
    await this.sweeps.updateOne({ _id: 'messages' }, { $max: { until } }, { upsert: true });
  }
}
