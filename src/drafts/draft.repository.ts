import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { DraftDoc } from './draft.schema.js';

export interface StoredDraft {
  conversation: ConversationRef;
  parent_id: string | null;
  content: string;
  written_at: Date;
}

/** `stands`: what was written later is there already. */
type Outcome = 'begun' | 'changed' | 'stands';

@Injectable()
export class DraftRepository {
  constructor(@InjectModel('Draft') private readonly drafts: Model<DraftDoc>) {}

  /** The latest first. */
  async ofUser(userId: string): Promise<StoredDraft[]> {
    const found = await this.drafts
      .find({ user_id: toObjectId(userId), removed_at: null })
      .sort({ written_at: -1, _id: -1 })
      .lean<DraftDoc[]>();
    return found.map(plain);
  }

  /** The later writing wins: the condition is part of the write. An empty one ends it, where there is one. */
  async write(userId: string, draft: StoredDraft): Promise<{ outcome: Outcome; draft: StoredDraft }> {
    const place = placeOf(userId, draft);
    const ends = draft.content === '';
    try {
      const before = await this.drafts
        .findOneAndUpdate(
          { ...place, written_at: { $lte: draft.written_at } },
          {
            $set: {
              content: draft.content,
              written_at: draft.written_at,
              removed_at: ends ? new Date() : null,
            },
            $setOnInsert: { type: draft.conversation.type },
          },
          { upsert: !ends, returnDocument: 'before' },
        )
        .lean<DraftDoc | null>();
      if (before || !ends) {
        const begun = !ends && (before === null || before.removed_at !== null);
        return { outcome: begun ? 'begun' : 'changed', draft };
      }
    } catch (error) {
      // It tried to insert what is there: a later writing, or another device began it in the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
    const known = await this.drafts.findOne(place).lean<DraftDoc>();
    if (known && known.written_at <= draft.written_at) return this.write(userId, draft);
    return { outcome: 'stands', draft: known ? plain(known) : draft };
  }

  /** All but the latest ones go. Read as a whole: nobody has many more than are kept. */
  async keepLatest(userId: string, count: number): Promise<void> {
    const all = await this.drafts
      .find({ user_id: toObjectId(userId), removed_at: null }, { _id: 1 })
      .sort({ written_at: -1, _id: -1 })
      .lean<DraftDoc[]>();
    const older = all.slice(count);
    if (older.length > 0) await this.drafts.deleteMany({ _id: { $in: older.map(({ _id }) => _id) } });
  }

  async removeAll(conversationId: string): Promise<void> {
    await this.drafts.deleteMany({ conversation_id: toObjectId(conversationId) });
  }

  async forget(userId: string): Promise<void> {
    await this.drafts.deleteMany({ user_id: toObjectId(userId) });
  }
}

const placeOf = (userId: string, { conversation, parent_id }: StoredDraft) => ({
  user_id: toObjectId(userId),
  conversation_id: toObjectId(conversation.id),
  parent_id: parent_id === null ? null : toObjectId(parent_id),
});

const plain = (doc: DraftDoc): StoredDraft => ({
  conversation: { id: doc.conversation_id.toHexString(), type: doc.type },
  parent_id: doc.parent_id?.toHexString() ?? null,
  content: doc.content,
  written_at: doc.written_at,
});
