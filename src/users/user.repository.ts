import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { Gather } from '../common/cache/gather.js';
import { AppError } from '../common/errors/app-error.js';
import type { ErrorCode } from '../contract/errors.js';
import type { UserSummary } from '../contract/users.js';
import { takenField } from '../database/duplicate-key.js';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import { inTransaction } from '../database/transaction.js';
import { toSummary } from './user.mapper.js';
import { type NewUser, toRecord, type UserRecord } from './user.record.js';
import type { StoredStatus, UserDoc } from './user.schema.js';
import { nameWords, prefixRange } from './users.rules.js';

const takenBy: Record<string, ErrorCode> = { username: 'username_taken', email_lower: 'email_taken' };

type SummaryDoc = Pick<UserDoc, '_id' | 'username' | 'display_name' | 'avatar_url' | 'bot'>;

@Injectable()
export class UserRepository {
  private readonly byId = new Gather(
    async (ids) => new Map((await this.findMany(ids)).map((user) => [user.id, user])),
  );

  constructor(@InjectModel('User') private readonly users: Model<UserDoc>) {}

  /** What is done in it with the session is done altogether or not at all. */
  transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return inTransaction(this.users.db, work);
  }

  /** Throws `username_taken` or `email_taken`: the unique indexes decide, since a look first would let two pass at once. */
  async create({ id, ...user }: NewUser, session?: ClientSession): Promise<UserRecord> {
    const doc = {
      ...user,
      _id: toObjectId(id),
      email_lower: user.email.toLowerCase(),
      name_words: nameWords(user.username, user.display_name),
      created_at: new Date(),
    };
    try {
      const [created] = await this.users.create([doc], { session });
      return toRecord((created as NonNullable<typeof created>).toObject());
    } catch (error) {
      const code = takenBy[takenField(error) ?? ''];
      throw code ? new AppError(code) : error;
    }
  }

  /** One that nobody ever met: of others there are traces that need it. */
  async removeBot(id: string): Promise<void> {
    await this.users.deleteOne({ _id: toObjectId(id), bot: true });
  }

  async findById(id: string): Promise<UserRecord | null> {
    return (await this.byId.get(id)) ?? null;
  }

  /** Those who exist. */
  async findMany(ids: string[]): Promise<UserRecord[]> {
    const found = await this.users.find({ _id: { $in: ids.map(toObjectId) } }).lean<UserDoc[]>();
    return found.map(toRecord);
  }

  /** With the hash of the password: for signing in, and for nothing else. Bots are not found. */
  async findByEmail(email: string): Promise<{ user: UserRecord; password_hash: string } | null> {
    const found = await this.users
      .findOne({ email_lower: email.toLowerCase(), bot: { $ne: true } })
      .select('+password_hash')
      .lean<UserDoc>();
    return found && { user: toRecord(found), password_hash: found.password_hash };
  }

  async summaries(ids: string[]): Promise<UserSummary[]> {
    const found = await this.users
      .find({ _id: { $in: ids.map(toObjectId) } }, { username: 1, display_name: 1, avatar_url: 1, bot: 1 })
      .lean<SummaryDoc[]>();
    return found.map(({ _id, ...names }) => toSummary({ ...names, id: _id.toHexString() }));
  }

  /** Those that were deactivated or erased. */
  async inactive(ids: string[]): Promise<Map<string, true>> {
    const closed = [{ deactivated_at: { $ne: null } }, { erased_at: { $ne: null } }];
    const found = await this.users
      .find({ _id: { $in: ids.map(toObjectId) }, $or: closed }, { _id: 1 })
      .lean<{ _id: ObjectId }[]>();
    return new Map(found.map(({ _id }) => [_id.toHexString(), true]));
  }

  /** Ids by username in lower case. */
  async idsByUsername(names: string[]): Promise<Map<string, string>> {
    const found = await this.users
      .find({ username: { $in: names } }, { username: 1 })
      .lean<{ _id: ObjectId; username: string }[]>();
    return new Map(found.map(({ _id, username }) => [username, _id.toHexString()]));
  }

  /** People who can be written to, in the order of usernames, from behind the user `after`. */
  async search({
    terms,
    after,
    limit,
  }: {
    terms: string[];
    after?: string;
    limit: number;
  }): Promise<UserRecord[]> {
    const filter = {
      deactivated_at: null,
      erased_at: null,
      ...(after !== undefined && { username: { $gt: after } }),
      ...(terms.length > 0 && {
        $and: terms.map((term) => ({ name_words: { $elemMatch: prefixRange(term) } })),
      }),
    };
    const found = await this.users.find(filter).sort({ username: 1 }).limit(limit).lean<UserDoc[]>();
    return found.map(toRecord);
  }

  async updateProfile(
    { id, username }: { id: string; username: string },
    { display_name, avatar_url }: { display_name?: string; avatar_url?: string | null },
  ): Promise<UserRecord | null> {
    const changes = {
      ...(display_name !== undefined && { display_name, name_words: nameWords(username, display_name) }),
      ...(avatar_url !== undefined && { avatar_url }),
    };
    return this.set(id, changes);
  }

  async setStatus(id: string, status: StoredStatus): Promise<UserRecord | null> {
    return this.set(id, { status });
  }

  /** Forward only, whoever of the nodes is late. */
  async setLastSeen(seen: Map<string, Date>): Promise<void> {
    if (seen.size === 0) return;
    await this.users.bulkWrite(
      [...seen].map(([id, last_seen_at]) => ({
        updateOne: { filter: { _id: toObjectId(id), erased_at: null }, update: { $max: { last_seen_at } } },
      })),
      { ordered: false },
    );
  }

  /** Null when the account was erased: what was under way then must not fill it again. */
  private async set(id: string, changes: Partial<UserDoc>): Promise<UserRecord | null> {
    const found = await this.users
      .findOneAndUpdate(
        { _id: toObjectId(id), erased_at: null },
        { $set: changes },
        { returnDocument: 'after' },
      )
      .lean<UserDoc>();
    return found && toRecord(found);
  }
}
