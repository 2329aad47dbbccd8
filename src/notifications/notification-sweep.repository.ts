import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { NotificationSweepDoc } from './notification.schema.js';

const KEY = { _id: 'messages' as const };

@Injectable()
export class NotificationSweepRepository {
  constructor(@InjectModel('NotificationSweep') private readonly sweeps: Model<NotificationSweepDoc>) {}

  /** What was before there was a sweep notifies nobody. */
  async begin(now: Date): Promise<void> {
    try {
      await this.sweeps.updateOne(KEY, { $setOnInsert: { until: now, next_at: now } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** For the one node whose turn it is: how far the sweep has come. Null for all others. */
  async claim(now: Date, next_at: Date): Promise<Date | null> {
    const before = await this.sweeps
      .findOneAndUpdate(
        { ...KEY, next_at: { $lte: now } },
        { $set: { next_at } },
        { returnDocument: 'before' },
      )
      .lean<NotificationSweepDoc>();
    return before?.until ?? null;
  }

  async advance(until: Date): Promise<void> {
    await this.sweeps.updateOne(KEY, { $max: { until } });
  }
}
