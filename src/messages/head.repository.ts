import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, PipelineStage } from 'mongoose';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { ChangeDoc } from './change.schema.js';
import type { Floor, HeadDoc, SweepDoc } from './head.schema.js';
import type { MessageDoc } from './message.schema.js';

export interface Head {
  seq: number;
  top: number;
  rev: number;
  /** The last message that shows in the conversation. */
  shown: { seq: number; id: string } | null;
  /** Where messages end that were removed for their age; nothing where none were. */
  floor?: Floor;
}

/** How far a conversation has come by what was stored lately, and the number of the last reply among that, or 0. */
export interface Moved extends Head {
  replied: number;
}

export const noHead: Head = { seq: 0, top: 0, rev: 0, shown: null };

/** The further of the two in each number. */
export const furthest = (a: Head = noHead, b: Partial<Head> = {}): Head => ({
  seq: Math.max(a.seq, b.seq ?? 0),
  top: Math.max(a.top, b.top ?? 0),
  rev: Math.max(a.rev, b.rev ?? 0),
  shown: (b.shown?.seq ?? 0) > (a.shown?.seq ?? 0) ? (b.shown ?? null) : a.shown,
  ...((b.floor ?? a.floor) && { floor: b.floor ?? a.floor }),
});

const isRoot = { $eq: ['$parent_id', null] };
const isShown = { $or: [isRoot, { $eq: ['$also_in_room', true] }] };

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
    return new Map(
      found.map(({ _id, seq, top, rev, shown, floor }) => [
        _id.toHexString(),
        { seq, top, rev, shown: plain(shown), ...(floor && { floor }) },
      ]),
    );
  }

  /** How far conversations have come by what was stored since then; of all of them when none are named. */
  async movedSince(time: Date, conversationIds?: string[]): Promise<Map<string, Moved>> {
    const match: PipelineStage.Match = {
      $match: {
        created_at: { $gte: time },
        ...(conversationIds && { conversation_id: { $in: conversationIds.map(toObjectId) } }),
      },
    };
    const [messages, changes] = await Promise.all([
      this.messages.aggregate<Pick<HeadDoc, '_id' | 'seq' | 'top' | 'shown'> & { replied: number }>([
        match,
        {
          $group: {
            _id: '$conversation_id',
            seq: { $max: '$seq' },
            top: { $max: '$top' },
            shown: { $max: { $cond: [isShown, { seq: '$seq', id: '$_id' }, null] } },
            replied: { $max: { $cond: [isRoot, 0, '$seq'] } },
          },
        },
      ]),
      this.changes.aggregate<{ _id: ObjectId; rev: number }>([
        match,
        { $group: { _id: '$conversation_id', rev: { $max: '$rev' } } },
      ]),
    ]);
    const moved = new Map<string, Moved>();
    for (const { _id, seq, top, shown, replied } of messages) {
      moved.set(_id.toHexString(), { ...furthest(noHead, { seq, top, shown: plain(shown) }), replied });
    }
    for (const { _id, rev } of changes) {
      const before = moved.get(_id.toHexString());
      moved.set(_id.toHexString(), { ...furthest(before, { rev }), replied: before?.replied ?? 0 });
    }
    return moved;
  }

  /** Moves heads forward, never back, whoever else does the same. */
  async advance(heads: Map<string, Head>): Promise<void> {
    if (heads.size === 0) return;
    await this.heads.bulkWrite(
      [...heads].map(([id, { shown, seq, top, rev }]) => ({
        updateOne: {
          filter: { _id: toObjectId(id) },
          update: {
            $max: { seq, top, rev, ...(shown && { shown: { seq: shown.seq, id: toObjectId(shown.id) } }) },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }

  async remove(conversationId: string): Promise<void> {
    await this.heads.deleteOne({ _id: toObjectId(conversationId) });
  }

  async sweptUntil(): Promise<Date> {
    const sweep = await this.sweeps.findById('messages').lean<SweepDoc>();
    return sweep?.until ?? new Date(0);
  }

  async setSweptUntil(until: Date): Promise<void> {
    await this.sweeps.updateOne({ _id: 'messages' }, { $max: { until } }, { upsert: true });
  }
}

const plain = (shown: HeadDoc['shown'] | undefined): Head['shown'] =>
  shown ? { seq: shown.seq, id: shown.id.toHexString() } : null;
