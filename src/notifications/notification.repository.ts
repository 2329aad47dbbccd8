import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { NotificationKind } from '../contract/notifications.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { FIRST_ID, LAST_ID, newId, type ObjectId, toObjectId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { NewNotification, StoredNotification } from './notification.js';
import type { NotificationDoc, NotificationSlot } from './notification.schema.js';

type Filter = QueryFilter<NotificationDoc>;

@Injectable()
export class NotificationRepository {
  constructor(@InjectModel('Notification') private readonly rows: Model<NotificationDoc>) {}

  /** Those that are new: what is there already, whoever was first with it, stays as it is. */
  async insert(fresh: NewNotification[]): Promise<StoredNotification[]> {
    if (fresh.length === 0) return [];
    const docs = fresh.map(toDoc);
    try {
      await this.rows.collection.insertMany(docs, { ordered: false });
      return docs.map(plain);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // Not every server says which of them: who asks again finds those whose id is ours.
      return this.find({ _id: { $in: docs.map(({ _id }) => _id) } });
    }
  }

  /** What was decided about these users. */
  async of(subjectId: string, slot: NotificationSlot, userIds: string[]): Promise<StoredNotification[]> {
    if (userIds.length === 0) return [];
    const user_id = { $in: userIds.map(toObjectId) };
    return this.find({ subject_id: toObjectId(subjectId), slot, user_id });
  }

  /** Of several subjects, whoever it is about. */
  async about(subjectIds: string[]): Promise<StoredNotification[]> {
    if (subjectIds.length === 0) return [];
    return this.find({ subject_id: { $in: subjectIds.map(toObjectId) } });
  }

  /** Who was notified of it and still is, by page in the order of their ids. */
  async live(subjectId: string, after: string | undefined, count: number): Promise<StoredNotification[]> {
    const found = await this.rows
      .find({
        subject_id: toObjectId(subjectId),
        user_id: { $gt: toObjectId(after ?? FIRST_ID) },
        state: 'notified',
      })
      .sort({ user_id: 1 })
      .limit(count)
      .lean<NotificationDoc[]>();
    return found.map(plain);
  }

  async byId(id: string): Promise<StoredNotification | null> {
    const [found] = await this.find({ _id: toObjectId(id) });
    return found ?? null;
  }

  /** Newest first, from before `before`. */
  async list(
    userId: string,
    { before, unread, count }: { before?: string; unread: boolean; count: number },
  ): Promise<StoredNotification[]> {
    const found = await this.rows
      .find({
        user_id: toObjectId(userId),
        _id: { $gt: toObjectId(FIRST_ID), $lt: toObjectId(before ?? LAST_ID) },
        state: 'notified',
        ...(unread && { unread: true }),
      })
      .sort({ _id: -1 })
      .limit(count)
      .lean<NotificationDoc[]>();
    return found.map(plain);
  }

  /** Of each of these users. */
  async unreadCounts(userIds: string[]): Promise<Map<string, number>> {
    if (userIds.length === 0) return new Map();
    const counted = await this.rows.aggregate<{ _id: ObjectId; count: number }>([
      { $match: { user_id: { $in: userIds.map(toObjectId) }, unread: true } },
      { $group: { _id: '$user_id', count: { $sum: 1 } } },
    ]);
    const counts = new Map(counted.map(({ _id, count }) => [_id.toHexString(), count]));
    return new Map(userIds.map((id) => [id, counts.get(id) ?? 0]));
  }

  /** What was silent or taken back notifies after all. False when somebody else did it. */
  async revive({ id, state }: StoredNotification, kind: NotificationKind): Promise<boolean> {
    const result = await this.rows.updateOne(
      { _id: toObjectId(id), state },
      { $set: { state: 'notified', kind, reason: 'notified', unread: true, read_at: null, push_due: true } },
    );
    return result.modifiedCount === 1;
  }

  async relabel(
    id: string,
    change: { kind?: NotificationKind; actor_id?: string; emoji?: string },
  ): Promise<void> {
    const { actor_id, ...rest } = change;
    await this.rows.updateOne(
      { _id: toObjectId(id) },
      { $set: { ...rest, ...(actor_id && { actor_id: toObjectId(actor_id) }) } },
    );
  }

  async withdraw(ids: string[]): Promise<void> {
    await this.rows.updateMany({ _id: { $in: ids.map(toObjectId) }, state: 'notified' }, withdrawn);
  }

  /** All of a conversation that the user left. That they were put into it is forgotten: it may happen again. */
  async leave(userId: string, conversationId: string): Promise<string[]> {
    const key = { user_id: toObjectId(userId), conversation_id: toObjectId(conversationId) };
    const live = await this.rows.find({ ...key, state: 'notified' }, { _id: 1 }).lean<NotificationDoc[]>();
    await this.rows.updateMany({ ...key, state: 'notified' }, withdrawn);
    await this.rows.deleteMany({ ...key, slot: 'room' });
    return live.map(({ _id }) => _id.toHexString());
  }

  /** Marks as read what matches, and answers what it was. Of two devices at once each is told of its part. */
  async read(userId: string, which: { ids?: string[]; up_to?: string }): Promise<string[]> {
    const _id = which.ids
      ? { $in: which.ids.map(toObjectId) }
      : { $gt: toObjectId(FIRST_ID), $lte: toObjectId(which.up_to ?? LAST_ID) };
    return this.readWhere({ user_id: toObjectId(userId), _id, unread: true });
  }

  /** What shows in the conversation up to `seq`. */
  async readConversation(userId: string, conversationId: string, seq: number): Promise<string[]> {
    return this.readWhere({ ...inConversation(userId, conversationId, seq), in_thread: false });
  }

  async readThread(userId: string, conversationId: string, parentId: string, seq: number): Promise<string[]> {
    return this.readWhere({
      ...inConversation(userId, conversationId, seq),
      parent_id: toObjectId(parentId),
    });
  }

  /** Left over by a node that did not live to give it to a job. */
  async pushesDue(before: Date, count: number): Promise<{ id: string; user_id: string }[]> {
    const found = await this.rows
      .find({ push_due: true, created_at: { $lt: before } }, { user_id: 1 })
      .limit(count)
      .lean<NotificationDoc[]>();
    return found.map(({ _id, user_id }) => ({ id: _id.toHexString(), user_id: user_id.toHexString() }));
  }

  async pushGiven(ids: string[]): Promise<void> {
    await this.rows.updateMany({ _id: { $in: ids.map(toObjectId) } }, { $set: { push_due: false } });
  }

  /** True for the one who may push it to this subscription. */
  async claimPush(id: string, subscriptionId: string): Promise<boolean> {
    const subscription = toObjectId(subscriptionId);
    const result = await this.rows.updateOne(
      { _id: toObjectId(id), unread: true, pushed: { $ne: subscription } },
      { $push: { pushed: subscription } },
    );
    return result.modifiedCount === 1;
  }

  /** The push service did not take it: it may be tried again. */
  async releasePush(id: string, subscriptionId: string): Promise<void> {
    await this.rows.updateOne({ _id: toObjectId(id) }, { $pull: { pushed: toObjectId(subscriptionId) } });
  }

  async forget(userId: string): Promise<void> {
    await this.rows.deleteMany({ user_id: toObjectId(userId) });
  }

  /** What tells of these messages. Answers what somebody had in their list, by whose it was. */
  async removeAbout(messageIds: string[]): Promise<Map<string, string[]>> {
    const filter = { subject_id: { $in: messageIds.map(toObjectId) } };
    const live = await this.rows
      .find({ ...filter, state: 'notified' }, { user_id: 1 })
      .lean<Pick<NotificationDoc, '_id' | 'user_id'>[]>();
    await this.rows.deleteMany(filter);
    const gone = new Map<string, string[]>();
    for (const { _id, user_id } of live) {
      const user = user_id.toHexString();
      gone.set(user, [...(gone.get(user) ?? []), _id.toHexString()]);
    }
    return gone;
  }

  async removeAll(conversationId: string): Promise<void> {
    await this.rows.deleteMany({ conversation_id: toObjectId(conversationId) });
  }

  private async readWhere(filter: Filter): Promise<string[]> {
    const found = await this.rows.find(filter, { _id: 1 }).lean<NotificationDoc[]>();
    if (found.length === 0) return [];
    const ids = found.map(({ _id }) => _id);
    await this.rows.updateMany({ _id: { $in: ids }, unread: true }, readNow());
    return ids.map((id) => id.toHexString());
  }

  private async find(filter: Filter): Promise<StoredNotification[]> {
    return (await this.rows.find(filter).lean<NotificationDoc[]>()).map(plain);
  }
}

const withdrawn = { $set: { state: 'withdrawn' as const, unread: false, push_due: false } };
const readNow = () => ({ $set: { unread: false, read_at: new Date(), push_due: false } });

const inConversation = (userId: string, conversationId: string, seq: number) => ({
  user_id: toObjectId(userId),
  conversation_id: toObjectId(conversationId),
  seq: { $lte: seq },
  unread: true,
});

const optional = (id: string | null): ObjectId | null => (id === null ? null : toObjectId(id));

const toDoc = (fresh: NewNotification): NotificationDoc => {
  const { conversation, user_id, subject_id, message_id, parent_id, actor_id, ...rest } = fresh;
  const notified = fresh.reason === 'notified';
  return {
    ...rest,
    _id: toObjectId(newId()),
    user_id: toObjectId(user_id),
    subject_id: toObjectId(subject_id),
    conversation_id: toObjectId(conversation.id),
    type: conversation.type,
    message_id: optional(message_id),
    parent_id: optional(parent_id),
    actor_id: toObjectId(actor_id),
    state: notified ? 'notified' : 'silent',
    unread: notified,
    push_due: notified,
    read_at: null,
    pushed: [],
    created_at: new Date(),
  };
};

const plain = (doc: NotificationDoc): StoredNotification => {
  const conversation: ConversationRef = { id: doc.conversation_id.toHexString(), type: doc.type };
  return {
    id: doc._id.toHexString(),
    user_id: doc.user_id.toHexString(),
    subject_id: doc.subject_id.toHexString(),
    slot: doc.slot,
    kind: doc.kind,
    state: doc.state,
    reason: doc.reason,
    conversation,
    message_id: doc.message_id?.toHexString() ?? null,
    parent_id: doc.parent_id?.toHexString() ?? null,
    seq: doc.seq,
    in_thread: doc.in_thread,
    actor_id: doc.actor_id.toHexString(),
    emoji: doc.emoji,
    read_at: doc.read_at,
    pushed: doc.pushed.map((id) => id.toHexString()),
    created_at: doc.created_at,
  };
};
