import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { CustomEmoji } from '../contract/emojis.js';
import { limits } from '../contract/limits.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import type { EmojiDoc, EmojiSetDoc } from './emoji-set.schema.js';

const THE_SET = 'server';
const FULL = `emojis.${limits.customEmojis - 1}`;

@Injectable()
export class EmojiSetRepository {
  constructor(@InjectModel('EmojiSet') private readonly sets: Model<EmojiSetDoc>) {}

  /** In the order in which they were made. */
  async list(): Promise<CustomEmoji[]> {
    const set = await this.sets.findById(THE_SET).lean<EmojiSetDoc>();
    return (set?.emojis ?? []).map(toEmoji);
  }

  /** False when the name is taken or the set is full: both conditions are part of the write. */
  async add(emoji: CustomEmoji): Promise<boolean> {
    await this.ensure();
    const { modifiedCount } = await this.sets.updateOne(
      { _id: THE_SET, 'emojis.name': { $ne: emoji.name }, [FULL]: { $exists: false } },
      {
        $push: {
          emojis: {
            ...emoji,
            id: toObjectId(emoji.id),
            created_by: toObjectId(emoji.created_by),
            created_at: new Date(emoji.created_at),
          },
        },
      },
    );
    return modifiedCount === 1;
  }

  /** False when it was gone already. */
  async remove(id: string): Promise<boolean> {
    const { modifiedCount } = await this.sets.updateOne(
      { _id: THE_SET },
      { $pull: { emojis: { id: toObjectId(id) } } },
    );
    return modifiedCount === 1;
  }

  private async ensure(): Promise<void> {
    try {
      await this.sets.updateOne({ _id: THE_SET }, { $setOnInsert: { emojis: [] } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // Another request made it in the same moment.
    }
  }
}

const toEmoji = ({ id, name, url, width, height, created_by, created_at }: EmojiDoc): CustomEmoji => ({
  id: id.toHexString(),
  name,
  url,
  width,
  height,
  created_by: created_by.toHexString(),
  created_at: created_at.toISOString(),
});
