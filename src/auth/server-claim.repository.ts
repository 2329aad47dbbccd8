import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { toObjectId } from '../database/object-id.js';
import type { ServerClaimDoc } from './server-claim.schema.js';

@Injectable()
export class ServerClaimRepository {
  private seen = false;

  constructor(@InjectModel('ServerClaim') private readonly claims: Model<ServerClaimDoc>) {}

  /** A claim is never given up, so one look that finds it is enough for ever. */
  async hasAdministrator(): Promise<boolean> {
    this.seen ||= (await this.claims.exists({ _id: 'administrator' })) !== null;
    return this.seen;
  }

  /** Whoever else does this in a transaction at the same time waits for this one, or begins anew. */
  async hold(session: ClientSession): Promise<void> {
    await this.claims.updateOne({ _id: 'administrator' }, { $inc: { holds: 1 } }, { session });
  }

  /** Fails for a duplicate key when somebody else was first. */
  async claimAdministrator(userId: string, session: ClientSession): Promise<void> {
    const claim = {
      ...{ _id: 'administrator' as const, user_id: toObjectId(userId) },
      ...{ created_at: new Date(), holds: 0 },
    };
    await this.claims.create([claim], { session });
  }
}
