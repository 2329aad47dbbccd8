import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { newId, toObjectId } from '../database/object-id.js';
import type { PushSubscriptionDoc } from './push.schema.js';

export interface PushTarget {
  id: string;
  user_id: string;
  session_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

@Injectable()
export class PushSubscriptionRepository {
  constructor(@InjectModel('PushSubscription') private readonly subscriptions: Model<PushSubscriptionDoc>) {}

  /** What the browser says last counts, and whoever is signed in on it. */
  async save({
    user_id,
    session_id,
    endpoint,
    p256dh,
    auth,
  }: Omit<PushTarget, 'id'>): Promise<{ id: string; created: boolean }> {
    const id = newId();
    const write = () =>
      this.subscriptions
        .findOneAndUpdate(
          { endpoint },
          {
            $set: { user_id: toObjectId(user_id), session_id: toObjectId(session_id), p256dh, auth },
            $setOnInsert: { _id: toObjectId(id), created_at: new Date() },
          },
          { upsert: true, returnDocument: 'before' },
        )
        .lean<PushSubscriptionDoc | null>();
    const before = await write().catch((error: unknown) => {
      if (isDuplicateKey(error)) return write(); // Another tab made it at this moment.
      throw error;
    });
    return before ? { id: before._id.toHexString(), created: false } : { id, created: true };
  }

  async ofUser(userId: string): Promise<PushTarget[]> {
    const found = await this.subscriptions
      .find({ user_id: toObjectId(userId) })
      .sort({ created_at: 1 })
      .lean<PushSubscriptionDoc[]>();
    return found.map(plain);
  }

  /** Those of these users who have a browser to push to. */
  async usersAmong(userIds: string[]): Promise<Set<string>> {
    const found = await this.subscriptions
      .find({ user_id: { $in: userIds.map(toObjectId) } }, { user_id: 1 })
      .lean<PushSubscriptionDoc[]>();
    return new Set(found.map(({ user_id }) => user_id.toHexString()));
  }

  async byId(id: string): Promise<PushTarget | null> {
    const found = await this.subscriptions.findById(toObjectId(id)).lean<PushSubscriptionDoc>();
    return found && plain(found);
  }

  async remove(ids: string[]): Promise<void> {
    if (ids.length > 0) await this.subscriptions.deleteMany({ _id: { $in: ids.map(toObjectId) } });
  }

  async removeEndpoint(userId: string, endpoint: string): Promise<void> {
    await this.subscriptions.deleteOne({ endpoint, user_id: toObjectId(userId) });
  }

  async removeSession(sessionId: string): Promise<void> {
    await this.subscriptions.deleteMany({ session_id: toObjectId(sessionId) });
  }

  async forget(userId: string): Promise<void> {
    await this.subscriptions.deleteMany({ user_id: toObjectId(userId) });
  }
}

const plain = ({ _id, user_id, session_id, endpoint, p256dh, auth }: PushSubscriptionDoc): PushTarget => ({
  ...{ endpoint, p256dh, auth },
  id: _id.toHexString(),
  user_id: user_id.toHexString(),
  session_id: session_id.toHexString(),
});
