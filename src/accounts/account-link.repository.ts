import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../database/object-id.js';
import type { AccountLinkDoc } from './account-link.schema.js';

export type Purpose = AccountLinkDoc['purpose'];

export interface StoredLink {
  hash: string;
  user_id: string;
  purpose: Purpose;
  email?: string;
  expires_at: Date;
}

@Injectable()
export class AccountLinkRepository {
  constructor(@InjectModel('AccountLink') private readonly links: Model<AccountLinkDoc>) {}

  async create({ hash, user_id, ...link }: StoredLink): Promise<void> {
    await this.links.create({ ...link, _id: hash, user_id: toObjectId(user_id) });
  }

  async find(hash: string, purpose: Purpose): Promise<StoredLink | null> {
    const found = await this.links.findOne(good(hash, purpose)).lean<AccountLinkDoc>();
    return found && plain(found);
  }

  /** Takes it out, atomically: of many who come with it one gets it. */
  async take(hash: string, purpose: Purpose): Promise<StoredLink | null> {
    const taken = await this.links.findOneAndDelete(good(hash, purpose)).lean<AccountLinkDoc>();
    return taken && plain(taken);
  }

  async removeOf(userId: string, ...purposes: Purpose[]): Promise<void> {
    await this.links.deleteMany({ user_id: toObjectId(userId), purpose: { $in: purposes } });
  }
}

const good = (hash: string, purpose: Purpose) => ({ _id: hash, purpose, expires_at: { $gt: new Date() } });

const plain = ({ _id, user_id, purpose, email, expires_at }: AccountLinkDoc): StoredLink => ({
  ...{ hash: _id, user_id: user_id.toHexString(), purpose, email, expires_at },
});
