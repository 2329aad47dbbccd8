import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { RefreshTokenDoc, SessionDoc } from './session.schema.js';

@Injectable()
export class SessionRepository {
  constructor(
    @InjectModel('Session') private readonly sessions: Model<SessionDoc>,
    @InjectModel('RefreshToken') private readonly tokens: Model<RefreshTokenDoc>,
  ) {}

  async create(session: Omit<SessionDoc, 'ended_at'>): Promise<void> {
    await this.sessions.create({ ...session, ended_at: null });
  }

  async isLive(id: string): Promise<boolean> {
    const found = await this.sessions.exists({ _id: toObjectId(id), ended_at: null, expires_at: { $gt: new Date() } });
    return found !== null;
  }

  /** Answers the session that was ended, or null when there was nothing to end. */
  async end(id: string): Promise<SessionDoc | null> {
    return this.sessions
      .findOneAndUpdate({ _id: toObjectId(id), ended_at: null }, { $set: { ended_at: new Date() } })
      .lean<SessionDoc>();
  }

  /** Ids of sessions that ended since then: what a node asks whose Redis was away. */
  async endedSince(time: Date): Promise<string[]> {
    const ended = await this.sessions.find({ ended_at: { $gte: time } }, { _id: 1 }).lean<{ _id: ObjectId }[]>();
    return ended.map(({ _id }) => _id.toHexString());
  }

  async addToken(token: Omit<RefreshTokenDoc, 'used_at'>): Promise<void> {
    await this.tokens.create({ ...token, used_at: null });
  }

  /** Uses a token up, atomically: of two that come at once one gets `fresh`, the other `used`. */
  async useToken(hash: string): Promise<{ state: 'fresh' | 'used' | 'unknown'; session_id?: string }> {
    const now = new Date();
    const before = await this.tokens
      .findOneAndUpdate({ _id: hash, used_at: null, expires_at: { $gt: now } }, { $set: { used_at: now } })
      .lean<RefreshTokenDoc>();
    if (before) return { state: 'fresh', session_id: before.session_id.toHexString() };
    const known = await this.tokens.findOne({ _id: hash, used_at: { $ne: null } }).lean<RefreshTokenDoc>();
    return known ? { state: 'used', session_id: known.session_id.toHexString() } : { state: 'unknown' };
  }

  async findById(id: string): Promise<SessionDoc | null> {
    return this.sessions.findById(toObjectId(id)).lean<SessionDoc>();
  }
}
