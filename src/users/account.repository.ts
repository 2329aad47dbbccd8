import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';
import { AppError } from '../common/errors/app-error.js';
import type { Account } from '../contract/admin.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import { inTransaction } from '../database/transaction.js';
import { toRecord, type UserRecord } from './user.record.js';
import type { UserDoc } from './user.schema.js';
import { prefixRange } from './users.rules.js';

export interface AccountFilter {
  terms: string[];
  /** The beginning of an address, in lower case. */
  email: string;
  state?: Account['state'];
}

/** What ends all sign-ins: who signs in at the same time finds that the number has changed. */
const ending = { credentials_rev: 1 };

/** The side of a user that signs in: password, address, whether the account is open, and its end. */
@Injectable()
export class AccountRepository {
  constructor(@InjectModel('User') private readonly users: Model<UserDoc>) {}

  /** All writes that `work` does with the session, or none of them. */
  transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return inTransaction(this.users.db, work);
  }

  /** With the hash of the password: to ask for it again. */
  async withPassword(id: string): Promise<{ user: UserRecord; password_hash: string } | null> {
    const found = await this.users.findById(toObjectId(id)).select('+password_hash').lean<UserDoc>();
    return found && { user: toRecord(found), password_hash: found.password_hash };
  }

  /** How often sign-ins of this account became worthless, and whether it is open. */
  async standing(
    id: string,
  ): Promise<Pick<UserRecord, 'credentials_rev' | 'deactivated_at' | 'erased_at'> | null> {
    const found = await this.users.findById(toObjectId(id)).lean<UserDoc>();
    return found && toRecord(found);
  }

  /** False when the password is not `replacing` any more, or the account was erased. */
  async setPassword(id: string, password_hash: string, replacing?: string): Promise<boolean> {
    const result = await this.users.updateOne(
      { _id: toObjectId(id), erased_at: null, ...(replacing !== undefined && { password_hash: replacing }) },
      { $set: { password_hash }, $inc: ending },
    );
    return result.matchedCount === 1;
  }

  async emailTaken(email: string): Promise<boolean> {
    return (await this.users.exists({ email_lower: email.toLowerCase() })) !== null;
  }

  /** Null when the account was erased. Throws `email_taken`: the unique index decides. */
  async setEmail(id: string, email: string, email_verified: boolean): Promise<UserRecord | null> {
    try {
      return await this.change(
        { _id: toObjectId(id), erased_at: null },
        {
          $set: { email, email_lower: email.toLowerCase(), email_verified },
        },
      );
    } catch (error) {
      throw isDuplicateKey(error) ? new AppError('email_taken') : error;
    }
  }

  /** Null when it was closed already, or erased. */
  async deactivate(id: string, session: ClientSession): Promise<UserRecord | null> {
    return this.change(
      { _id: toObjectId(id), deactivated_at: null, erased_at: null },
      { $set: { deactivated_at: new Date() }, $inc: ending },
      session,
    );
  }

  /** Null when it was open, or erased. */
  async reactivate(id: string): Promise<UserRecord | null> {
    return this.change(
      { _id: toObjectId(id), deactivated_at: { $ne: null }, erased_at: null },
      { $set: { deactivated_at: null } },
    );
  }

  /** Null when the user has it already, or was erased. */
  async setServerRole(
    id: string,
    server_role: UserRecord['server_role'],
    session: ClientSession,
  ): Promise<UserRecord | null> {
    const filter = { _id: toObjectId(id), server_role: { $ne: server_role }, erased_at: null };
    return this.change(filter, { $set: { server_role } }, session);
  }

  /** Who may administer the server now. */
  async administrators(session?: ClientSession): Promise<string[]> {
    const found = await this.users
      .find({ server_role: 'admin', deactivated_at: null, erased_at: null }, { _id: 1 }, { session })
      .lean<Pick<UserDoc, '_id'>[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  /** Takes away all that the account itself holds. Null when it was erased already. */
  async erase(id: string, messages: boolean, session: ClientSession): Promise<UserRecord | null> {
    const username = `deleted-${id}`;
    return this.change(
      { _id: toObjectId(id), erased_at: null },
      {
        $set: {
          username,
          email: '',
          email_lower: username,
          email_verified: false,
          password_hash: '',
          display_name: 'Deleted user',
          name_words: [],
          avatar_url: null,
          server_role: 'user',
          status: { state: 'offline', text: '', emoji: '', expires_at: null },
          last_seen_at: null,
          erased_at: new Date(),
          erasure: { messages },
        },
        $inc: ending,
      },
      session,
    );
  }

  /** What the erasure of a user still has to take away; null when nothing is left. */
  async erasure(id: string): Promise<{ messages: boolean } | null> {
    const found = await this.users.findById(toObjectId(id), { erasure: 1 }).lean<Pick<UserDoc, 'erasure'>>();
    return found?.erasure ?? null;
  }

  async finishErasure(id: string): Promise<void> {
    await this.users.updateOne({ _id: toObjectId(id) }, { $set: { erasure: null } });
  }

  async erasuresUnderWay(): Promise<string[]> {
    const found = await this.users
      .find({ 'erasure.messages': { $exists: true } }, { _id: 1 })
      .lean<Pick<UserDoc, '_id'>[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  /** In the order of usernames, from behind that of `after`. */
  async page(
    filter: AccountFilter,
    { after, limit }: { after?: string; limit: number },
  ): Promise<UserRecord[]> {
    const found = await this.users
      .find({ ...matching(filter), ...(after !== undefined && { username: { $gt: after } }) })
      .sort({ username: 1 })
      .limit(limit)
      .lean<UserDoc[]>();
    return found.map(toRecord);
  }

  private async change(
    filter: QueryFilter<UserDoc>,
    update: { $set: Partial<UserDoc>; $inc?: { credentials_rev: number } },
    session?: ClientSession,
  ): Promise<UserRecord | null> {
    const changed = await this.users
      .findOneAndUpdate(filter, update, { returnDocument: 'after', session })
      .lean<UserDoc>();
    return changed && toRecord(changed);
  }
}

const matching = ({ terms, email, state }: AccountFilter): QueryFilter<UserDoc> => ({
  ...(state === 'active' && { deactivated_at: null, erased_at: null }),
  ...(state === 'deactivated' && { deactivated_at: { $ne: null }, erased_at: null }),
  ...(state === 'erased' && { erased_at: { $ne: null } }),
  ...(terms.length > 0 && {
    $or: [
      { $and: terms.map((term) => ({ name_words: { $elemMatch: prefixRange(term) } })) },
      { email_lower: prefixRange(email) },
    ],
  }),
});
