import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { toObjectId } from '../database/object-id.js';
import type { RedactionDoc } from './redaction.schema.js';

@Injectable()
export class RedactionRepository {
  constructor(@InjectModel('Redaction') private readonly redactions: Model<RedactionDoc>) {}

  /** In the transaction of the deletion: whatever dies after it, the copies are not forgotten. */
  async note(messageId: string, session: ClientSession): Promise<void> {
    await this.redactions.create([{ _id: toObjectId(messageId), deleted_at: new Date() }], { session });
  }

  /** Of messages that were deleted before then, the oldest ones. */
  async due(before: Date, count: number): Promise<string[]> {
    const found = await this.redactions
      .find({ deleted_at: { $gt: new Date(0), $lt: before } })
      .sort({ deleted_at: 1 })
      .limit(count)
      .lean<RedactionDoc[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  async done(messageId: string): Promise<void> {
    await this.redactions.deleteOne({ _id: toObjectId(messageId) });
  }
}
