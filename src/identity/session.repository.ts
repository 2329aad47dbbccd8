import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Gather } from '../common/cache/gather.js';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { RefreshTokenDoc, SessionDoc } from './session.schema.js';

export interface NewSession {
  id: string;
  user_id: string;
  user_agent: string;
  ip: string;
  expires_at: Date;
}

export interface LiveSession extends NewSession {
  created_at: Date;
  last_seen_at: Date;
}

@Injectable()
export class SessionRepository {
  private readonly live = new Gather((ids) => this.liveAmong(ids));

  constructor(
    @InjectModel('Session') private readonly sessions: Model<SessionDoc>,
    @InjectModel('RefreshToken') private readonly tokens: Model<RefreshTokenDoc>,
  ) {}

  async create({ id, user_id, ...session }: NewSession): Promise<void> {
    const ids = { _id: toObjectId(id), user_id: toObjectId(user_id) };
    const now = new Date();
    await this.sessions.create({ ...session, ...ids, created_at: now, last_seen_at: now, ended_at: null });
  }

  async isLive(id: string): Promise<boolean> {
    return (await this.live.get(id)) === true;
  }

  async liveOf(userId: string): Promise<LiveSession[]> {
    const found = await this.sessions
      .find({ user_id: toObjectId(userId), ended_at: null, expires_at: { $gt: new Date() } })
      .lean<SessionDoc[]>();
    return found.map(plain);
  }

  /** Lets a session that has not ended go on until then. Null when there is none. */
  async prolong(id: string, until: Date): Promise<{ user_id: string } | null> {
    const now = new Date();
    const found = await this.sessions
      .findOneAndUpdate(
        { _id: toObjectId(id), ended_at: null, expires_at: { $gt: now } },
        { $set: { expires_at: until, last_seen_at: now } },
      )
      .lean<SessionDoc>();
    return found && { user_id: found.user_id.toHexString() };
  }

  /** Answers whose session was ended, or null when there was nothing to end. */
  async end(id: string): Promise<{ user_id: string } | null> {
    const found = await this.sessions
      .findOneAndUpdate({ _id: toObjectId(id), ended_at: null }, { $set: { ended_at: new Date() } })
      .lean<SessionDoc>();
    return found && { user_id: found.user_id.toHexString() };
  }

  /** From where and with what somebody signed in: nobody's business once they are gone. */
  async forgetDevices(userId: string): Promise<void> {
    await this.sessions.updateMany({ user_id: toObjectId(userId) }, { $set: { ip: '', user_agent: '' } });
  }

  /** Sessions that ended since then: what a node asks whose Redis was away. */
  async endedSince(time: Date): Promise<{ session_id: string; user_id: string }[]> {
    const ended = await this.sessions
      .find({ ended_at: { $gte: time } }, { user_id: 1 })
      .lean<{ _id: ObjectId; user_id: ObjectId }[]>();
    return ended.map(({ _id, user_id }) => ({
      session_id: _id.toHexString(),
      user_id: user_id.toHexString(),
    }));
  }

  private async liveAmong(ids: string[]): Promise<Map<string, true>> {
    const found = await this.sessions
      .find(
        { _id: { $in: ids.map(toObjectId) }, ended_at: null, expires_at: { $gt: new Date() } },
        { _id: 1 },
      )
      .lean<{ _id: ObjectId }[]>();
    return new Map(found.map(({ _id }) => [_id.toHexString(), true]));
  }

  /** Adding one that is there changes nothing. */
  async addToken({
    hash,
    session_id,
    expires_at,
  }: {
    hash: string;
    session_id: string;
    expires_at: Date;
  }): Promise<void> {
    const $setOnInsert = { session_id: toObjectId(session_id), expires_at, used_at: null };
    await this.tokens.updateOne({ _id: hash }, { $setOnInsert }, { upsert: true });
  }

  /** Uses a token up, atomically. `used_at` says when it was used before; an unknown one has no `session_id`. */
  async useToken(hash: string): Promise<{ session_id?: string; used_at?: Date }> {
    const now = new Date();
    const before = await this.tokens
      .findOneAndUpdate({ _id: hash, used_at: null, expires_at: { $gt: now } }, { $set: { used_at: now } })
      .lean<RefreshTokenDoc>();
    if (before) return { session_id: before.session_id.toHexString() };
    const known = await this.tokens.findOne({ _id: hash, used_at: { $ne: null } }).lean<RefreshTokenDoc>();
    return known?.used_at ? { session_id: known.session_id.toHexString(), used_at: known.used_at } : {};
  }

  async isTokenUsed(hash: string): Promise<boolean> {
    return (await this.tokens.exists({ _id: hash, used_at: { $ne: null } })) !== null;
  }
}

const plain = ({ _id, user_id, ...session }: SessionDoc): LiveSession => ({
  id: _id.toHexString(),
  user_id: user_id.toHexString(),
  user_agent: session.user_agent,
  ip: session.ip,
  created_at: session.created_at,
  last_seen_at: session.last_seen_at ?? session.created_at,
  expires_at: session.expires_at,
});
