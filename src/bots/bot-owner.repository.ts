import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { limits } from '../contract/limits.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import type { BotOwnerDoc } from './bot-owner.schema.js';

const FULL = `bot_ids.${limits.botsPerOwner - 1}`;

@Injectable()
export class BotOwnerRepository {
  constructor(@InjectModel('BotOwner') private readonly owners: Model<BotOwnerDoc>) {}

  /** So that nothing but an update is left to do within a transaction. */
  async ensure(ownerId: string): Promise<void> {
    const key = { _id: toObjectId(ownerId) };
    try {
      await this.owners.updateOne(key, { $setOnInsert: { bot_ids: [] } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** False when the owner has as many as can be. */
  async add(ownerId: string, botId: string, session: ClientSession): Promise<boolean> {
    const result = await this.owners.updateOne(
      { _id: toObjectId(ownerId), [FULL]: { $exists: false } },
      { $addToSet: { bot_ids: toObjectId(botId) } },
      { session },
    );
    return result.matchedCount === 1;
  }

  /** False when the bot is another's by now. */
  async remove(ownerId: string, botId: string, session: ClientSession): Promise<boolean> {
    const bot = toObjectId(botId);
    const result = await this.owners.updateOne(
      { _id: toObjectId(ownerId), bot_ids: bot },
      { $pull: { bot_ids: bot } },
      { session },
    );
    return result.modifiedCount === 1;
  }

  async ownerOf(botId: string): Promise<string | null> {
    const found = await this.owners.findOne({ bot_ids: toObjectId(botId) }).lean<BotOwnerDoc>();
    return found?._id.toHexString() ?? null;
  }

  async botsOf(ownerId: string): Promise<string[]> {
    const found = await this.owners.findById(toObjectId(ownerId)).lean<BotOwnerDoc>();
    return (found?.bot_ids ?? []).map((id) => id.toHexString());
  }

  /** Of everybody, by bot. */
  async all(): Promise<Map<string, string>> {
    const found = await this.owners.find({}).lean<BotOwnerDoc[]>();
    return new Map(
      found.flatMap(({ _id, bot_ids }) =>
        bot_ids.map((id) => [id.toHexString(), _id.toHexString()] as [string, string]),
      ),
    );
  }
}
