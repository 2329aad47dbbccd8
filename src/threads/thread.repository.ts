import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../database/object-id.js';
import { contendedWrite } from './contended-write.js';
import type { ThreadDoc } from './thread.schema.js';

export interface Activity {
  parent_id: string;
  last_at: Date;
}

@Injectable()
export class ThreadRepository {
  constructor(@InjectModel('Thread') private readonly threads: Model<ThreadDoc>) {}

  /** Something was said in a thread, at the latest then. Never back, whoever tells it again. */
  async touch(conversationId: string, { parent_id, last_at }: Activity): Promise<void> {
    await contendedWrite(() =>
      this.threads.updateOne(
        { _id: toObjectId(parent_id) },
        { $max: { last_at }, $setOnInsert: { conversation_id: toObjectId(conversationId) } },
        { upsert: true },
      ),
    );
  }

  /** Those of these threads that come after the cursor, the latest activity first. Sorts what one user follows, no more. */
  async newest(parentIds: string[], after: Activity | null, count: number): Promise<Activity[]> {
    if (parentIds.length === 0) return [];
    const behind = after && {
      $or: [
        { last_at: { $lt: after.last_at } },
        { last_at: after.last_at, _id: { $lt: toObjectId(after.parent_id) } },
      ],
    };
    const found = await this.threads
      .find({ _id: { $in: parentIds.map(toObjectId) }, ...behind })
      .sort({ last_at: -1, _id: -1 })
      .limit(count)
      .lean<ThreadDoc[]>();
    return found.map(plain);
  }

  async find(parentId: string): Promise<Activity | null> {
    const found = await this.threads.findById(toObjectId(parentId)).lean<ThreadDoc>();
    return found && plain(found);
  }

  async removeThese(parentIds: string[]): Promise<void> {
    await this.threads.deleteMany({ _id: { $in: parentIds.map(toObjectId) } });
  }

  async removeAll(conversationId: string): Promise<void> {
    await this.threads.deleteMany({ conversation_id: toObjectId(conversationId) });
  }
}

const plain = ({ _id, last_at }: ThreadDoc): Activity => ({ parent_id: _id.toHexString(), last_at });
