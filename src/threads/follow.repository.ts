import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../database/object-id.js';
import { contendedWrite } from './contended-write.js';
import type { Cause, Follow, Step } from './follow.rules.js';
import type { FollowDoc } from './thread.schema.js';

export interface StoredFollow extends Follow {
  user_id: string;
  parent_id: string;
  conversation_id: string;
}

/** Whose follow of which thread, in which membership. */
export interface FollowKey {
  user_id: string;
  parent_id: string;
  conversation_id: string;
  joined_at: Date;
}

/** A step that a cause asks for. Each is guarded by its own filter: told twice, or by two nodes, it is done once. */
export interface FollowWrite extends FollowKey {
  step: Exclude<Step, null>;
  cause: Cause;
  from_seq: number;
}

/** Somebody who has read. `joined_at` is that of the membership in which they did. */
export interface Reader {
  user_id: string;
  joined_at: Date;
  read_at: Date;
}

@Injectable()
export class FollowRepository {
  constructor(@InjectModel('ThreadFollow') private readonly follows: Model<FollowDoc>) {}

  async find(userId: string, parentId: string): Promise<StoredFollow | null> {
    const found = await this.follows
      .findOne({ user_id: toObjectId(userId), parent_id: toObjectId(parentId) })
      .lean<FollowDoc>();
    return found && plain(found);
  }

  /** What there is of these users and a thread. */
  async among(userIds: string[], parentId: string): Promise<StoredFollow[]> {
    if (userIds.length === 0) return [];
    const found = await this.follows
      .find({
        user_id: { $in: userIds.map(toObjectId) },
        parent_id: toObjectId(parentId),
      })
      .lean<FollowDoc[]>();
    return found.map(plain);
  }

  /** All that somebody follows, also in conversations that they have left: the reader of it knows the memberships. */
  async ofUser(userId: string): Promise<StoredFollow[]> {
    const found = await this.follows
      .find({ user_id: toObjectId(userId), following: true })
      .lean<FollowDoc[]>();
    return found.map(plain);
  }

  async apply(writes: FollowWrite[]): Promise<void> {
    if (writes.length === 0) return;
    // In one order everywhere: nodes that write the same rows must not each hold what the other waits for.
    const inOrder = [...writes].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
    await this.bulk(inOrder.flatMap(operationsOf));
  }

  /** The user decides. Following what one follows already changes nothing. */
  async decide(key: FollowKey, following: boolean, seq: number): Promise<void> {
    const fresh = { following, decided_seq: seq, from_seq: seq };
    const change = following ? fresh : { following, decided_seq: seq };
    await this.bulk([
      ...beginning(key, { ...fresh, read_seq: 0 }),
      update(
        { ...idOf(key), joined_at: key.joined_at, ...(following && { following: false }) },
        { $set: change },
      ),
    ]);
  }

  /** Moves the position forward only. True when it moved. */
  async read(key: FollowKey, seq: number): Promise<boolean> {
    const result = await this.follows.updateOne(
      {
        ...idOf(key),
        joined_at: key.joined_at,
        following: true,
        read_seq: { $lt: seq },
        from_seq: { $lt: seq },
      },
      { $set: { read_seq: seq, read_at: new Date() } },
    );
    return result.modifiedCount === 1;
  }

  /** Who has read a thread as far as `seq`, in the order of their ids, of former members too. */
  async readers(parentId: string, seq: number, page: { after?: string; count: number }): Promise<Reader[]> {
    const found = await this.follows
      .find({
        parent_id: toObjectId(parentId),
        read_seq: { $gte: seq },
        ...(page.after && { user_id: { $gt: toObjectId(page.after) } }),
      })
      .sort({ user_id: 1 })
      .limit(page.count)
      .lean<FollowDoc[]>();
    return found.map(({ user_id, joined_at, read_at }) => ({
      user_id: user_id.toHexString(),
      joined_at,
      read_at: read_at ?? joined_at,
    }));
  }

  /** Who follows a thread, in the order of their ids; what of them left the conversation its reader knows. */
  async followers(parentId: string, page: { after?: string; count: number }): Promise<string[]> {
    const found = await this.follows
      .find(
        {
          parent_id: toObjectId(parentId),
          following: true,
          ...(page.after && { user_id: { $gt: toObjectId(page.after) } }),
        },
        { user_id: 1 },
      )
      .sort({ user_id: 1 })
      .limit(page.count)
      .lean<FollowDoc[]>();
    return found.map(({ user_id }) => user_id.toHexString());
  }

  async removeAll(conversationId: string): Promise<void> {
    await this.follows.deleteMany({ conversation_id: toObjectId(conversationId) });
  }

  async removeThreads(parentIds: string[]): Promise<void> {
    await this.follows.deleteMany({ parent_id: { $in: parentIds.map(toObjectId) } });
  }

  private async bulk(operations: Operation[]): Promise<void> {
    await contendedWrite(() => this.follows.bulkWrite(operations, { ordered: true }));
  }
}

const update = (filter: object, change: object, upsert = false) => ({
  updateOne: { filter, update: change, upsert },
});
type Operation = ReturnType<typeof update>;

const keyOf = ({ parent_id, user_id }: FollowKey): string => `${parent_id}:${user_id}`;

const idOf = ({ user_id, parent_id }: FollowKey) => ({
  user_id: toObjectId(user_id),
  parent_id: toObjectId(parent_id),
});

/** The first row of a membership: there is none yet, or one of an earlier membership, which is void. */
const beginning = (key: FollowKey, start: Omit<Follow, 'joined_at'>): Operation[] => {
  const fresh = { ...start, conversation_id: toObjectId(key.conversation_id), joined_at: key.joined_at };
  return [
    update(idOf(key), { $setOnInsert: fresh }, true),
    update({ ...idOf(key), joined_at: { $lt: key.joined_at } }, { $set: fresh }),
  ];
};

const operationsOf = (write: FollowWrite): Operation[] => {
  const { step, cause, from_seq, joined_at } = write;
  const own = { ...idOf(write), joined_at };
  const lower = update(
    { ...own, following: true, decided_seq: { $lt: cause.by === 'reply' ? cause.seq : 0 } },
    { $min: { from_seq } },
  );
  if (step === 'lower') return [lower];
  if (step === 'begin') {
    return [...beginning(write, { following: true, decided_seq: -1, from_seq, read_seq: 0 }), lower];
  }
  const resume = update(
    { ...own, following: false, decided_seq: { $lt: cause.seq } },
    { $set: { following: true, from_seq } },
  );
  return [resume, lower];
};

const plain = (doc: FollowDoc): StoredFollow => ({
  user_id: doc.user_id.toHexString(),
  parent_id: doc.parent_id.toHexString(),
  conversation_id: doc.conversation_id.toHexString(),
  following: doc.following,
  decided_seq: doc.decided_seq,
  from_seq: doc.from_seq,
  read_seq: doc.read_seq,
  joined_at: doc.joined_at,
});
