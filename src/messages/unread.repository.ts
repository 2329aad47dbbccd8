import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { MessageDoc } from './message.schema.js';

/** Positions are near each other within so many numbers, or within this part of a long conversation. */
const NEAR = 64;
const NEAR_PART = 1 / 16;
/** Fewer that are near each other are not worth a query of their own. */
const WORTH_A_QUERY = 16;

/** Named where the planner of a database without statistics would count among all that somebody sent. */
const INDEX = {
  deleted: 'conversation_id_1_seq_1_deleted_1',
  groupMentions: 'conversation_id_1_mentions_all_1_seq_1',
} as const;

export interface Position {
  conversation_id: string;
  seq: number;
}

/** What of the top-level messages after a position is not unread, and what of them mentions the reader. */
export interface AfterPosition {
  own: number;
  deleted: number;
  mentions: number;
}

/**
 * Counts after positions, each by an index of its own. `@room` and `@here` mention everybody else by a flag; who is
 * mentioned by name too is not counted twice. A database plans a range for each conversation slowly, of 500 in ten times
 * the time that it reads: so many positions that are near each other are asked for together, from the earliest of them on.
 */
@Injectable()
export class UnreadRepository {
  constructor(@InjectModel('Message') private readonly messages: Model<MessageDoc>) {}

  async after(userId: string, positions: Position[]): Promise<Map<string, AfterPosition>> {
    if (positions.length === 0) return new Map();
    const reader = toObjectId(userId);
    const others = { sender_id: { $ne: reader } };
    const [own, deleted, mentions, groupMentions] = await Promise.all([
      this.count(positions, { sender_id: reader }),
      this.count(positions, { deleted: true, ...others }, INDEX.deleted),
      this.count(positions, { mentions: reader, has_mentions: true }),
      this.count(
        positions,
        { mentions_all: true, mentions: { $ne: reader }, ...others },
        INDEX.groupMentions,
      ),
    ]);
    return new Map(
      positions.map(({ conversation_id: id }) => [
        id,
        {
          own: own.get(id) ?? 0,
          deleted: deleted.get(id) ?? 0,
          mentions: (mentions.get(id) ?? 0) + (groupMentions.get(id) ?? 0),
        },
      ]),
    );
  }

  private async count(positions: Position[], which: object, index?: string): Promise<Map<string, number>> {
    const groups = neighbours(positions);
    const isLarge = ({ length }: Position[]) => length >= WORTH_A_QUERY;
    const others = groups.filter((group) => !isLarge(group)).flat();
    const counts = await Promise.all([
      this.countEach(others, which),
      ...groups.filter(isLarge).map((group) => this.countGroup(group, which, index)),
    ]);
    return new Map(counts.flat());
  }

  private async countEach(positions: Position[], which: object): Promise<[string, number][]> {
    const ranges = positions.map(({ conversation_id, seq }) => ({
      conversation_id: toObjectId(conversation_id),
      seq: { $gt: seq },
      ...which,
      parent_id: null,
    }));
    const [only, ...more] = ranges;
    if (!only) return [];
    const rows = await this.messages.aggregate<{ _id: ObjectId; count: number }>([
      { $match: more.length === 0 ? only : { $or: ranges } },
      { $group: { _id: '$conversation_id', count: { $sum: 1 } } },
    ]);
    return rows.map(({ _id, count }) => [_id.toHexString(), count]);
  }

  /** Of what stands between the earliest position and the latest the numbers come along: not all have read that far. */
  private async countGroup(group: Position[], which: object, index?: string): Promise<[string, number][]> {
    const earliest = group[0]?.seq ?? 0;
    const latest = group.at(-1)?.seq ?? 0;
    const rows = await this.messages
      .aggregate<{ _id: ObjectId; count: number; between: (number | null)[] }>([
        {
          $match: {
            conversation_id: { $in: group.map(({ conversation_id }) => toObjectId(conversation_id)) },
            seq: { $gt: earliest },
            ...which,
            parent_id: null,
          },
        },
        {
          $group: {
            _id: '$conversation_id',
            count: { $sum: 1 },
            between: { $addToSet: { $cond: [{ $lte: ['$seq', latest] }, '$seq', null] } },
          },
        },
      ])
      .option({ ...(index && { hint: index }) });
    const positionOf = new Map(group.map(({ conversation_id, seq }) => [conversation_id, seq]));
    return rows.map(({ _id, count, between }) => {
      const id = _id.toHexString();
      const position = positionOf.get(id) ?? 0;
      return [id, count - between.filter((seq) => seq !== null && seq <= position).length];
    });
  }
}

/** Few groups of positions whose numbers differ by little: what is read in vain is a small part of a conversation. */
export const neighbours = (positions: Position[]): Position[][] => {
  const groups: Position[][] = [];
  for (const position of [...positions].sort((a, b) => a.seq - b.seq)) {
    const group = groups.at(-1);
    const first = group?.[0]?.seq ?? 0;
    if (group && position.seq - first <= Math.max(NEAR, first * NEAR_PART)) group.push(position);
    else groups.push([position]);
  }
  return groups;
};
