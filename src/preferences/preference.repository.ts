import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Gather } from '../common/cache/gather.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import type { PreferenceDoc } from './preference.schema.js';
import { listens, type StoredPreferences } from './preferences.rules.js';

@Injectable()
export class PreferenceRepository {
  /** Everybody who comes back is asked about. */
  private readonly byUser = new Gather((ids) => this.ofUsers(ids));

  constructor(@InjectModel('Preference') private readonly preferences: Model<PreferenceDoc>) {}

  /** Of those users who ever changed anything. */
  of(userIds: string[]): Promise<Map<string, StoredPreferences>> {
    return this.byUser.getMany(userIds);
  }

  private async ofUsers(userIds: string[]): Promise<Map<string, StoredPreferences>> {
    const found = await this.preferences
      .find({ _id: { $in: userIds.map(toObjectId) } })
      .lean<PreferenceDoc[]>();
    return new Map(found.map((doc) => [doc._id.toHexString(), plain(doc)]));
  }

  /** Who may be concerned by messages that name nobody. */
  async listening(): Promise<string[]> {
    const found = await this.preferences.find({ listens: true }, { _id: 1 }).lean<PreferenceDoc[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  /** False when another device was first: what this was made of is not what is there. */
  async save(userId: string, { version, ...preferences }: StoredPreferences): Promise<boolean> {
    const key = { _id: toObjectId(userId) };
    const fields = { ...toFields(preferences), version, listens: listens({ ...preferences, version }) };
    try {
      const result = await this.preferences.updateOne(
        version === 1 ? { ...key, version: 0 } : { ...key, version: version - 1 },
        { $set: fields },
        { upsert: version === 1 },
      );
      return result.matchedCount + result.upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async remove(userId: string): Promise<void> {
    await this.preferences.deleteOne({ _id: toObjectId(userId) });
  }
}

const toFields = ({ conversations, muted_threads, ...rest }: Omit<StoredPreferences, 'version'>) => ({
  ...rest,
  conversations: [...conversations].map(([id, setting]) => ({ ...setting, id: toObjectId(id) })),
  muted_threads: [...muted_threads].map(toObjectId),
});

const plain = ({
  _id,
  listens: _,
  conversations,
  muted_threads,
  ...rest
}: PreferenceDoc): StoredPreferences => ({
  ...rest,
  conversations: new Map(
    conversations.map(({ id, type, notify, muted_until }) => [
      id.toHexString(),
      { type, notify, muted_until },
    ]),
  ),
  muted_threads: new Set(muted_threads.map((id) => id.toHexString())),
});
