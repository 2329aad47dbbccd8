import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { TokenScope } from '../contract/scopes.js';
import { toObjectId } from '../database/object-id.js';
import type { ApiTokenDoc } from './api-token.schema.js';

export interface ApiToken {
  /** Of the session too. */
  id: string;
  user_id: string;
  name: string;
  scopes: TokenScope[];
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
}

@Injectable()
export class ApiTokenRepository {
  constructor(@InjectModel('ApiToken') private readonly tokens: Model<ApiTokenDoc>) {}

  async create({ id, user_id, ...token }: ApiToken & { hash: string }): Promise<void> {
    await this.tokens.create({ ...token, _id: toObjectId(id), user_id: toObjectId(user_id) });
  }

  /** Finds the token with this hash, and notes that it is used. */
  async use(hash: string): Promise<ApiToken | null> {
    const found = await this.tokens
      .findOneAndUpdate({ hash }, { $set: { last_used_at: new Date() } })
      .lean<ApiTokenDoc>();
    return found && plain(found);
  }

  /** The oldest first. */
  async ofUser(userId: string): Promise<ApiToken[]> {
    const found = await this.tokens.find({ user_id: toObjectId(userId) }).lean<ApiTokenDoc[]>();
    return found.map(plain).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async remove(id: string): Promise<void> {
    await this.tokens.deleteOne({ _id: toObjectId(id) });
  }
}

const plain = ({
  _id,
  user_id,
  name,
  scopes,
  created_at,
  expires_at,
  last_used_at,
}: ApiTokenDoc): ApiToken => ({
  ...{ id: _id.toHexString(), user_id: user_id.toHexString(), name, scopes },
  ...{ created_at, expires_at, last_used_at },
});
