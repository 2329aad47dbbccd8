import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { toObjectId } from '../database/object-id.js';
import type { InvitationDoc } from './invitation.schema.js';

export interface InvitationRecord {
  id: string;
  code: string;
  uses_left: number;
  created_at: Date;
  expires_at: Date;
}

const good = (code: string) => ({ code, uses_left: { $gt: 0 }, expires_at: { $gt: new Date() } });

@Injectable()
export class InvitationRepository {
  constructor(@InjectModel('Invitation') private readonly invitations: Model<InvitationDoc>) {}

  async create({ id, ...invitation }: InvitationRecord, createdBy: string): Promise<void> {
    await this.invitations.create({ ...invitation, _id: toObjectId(id), created_by: toObjectId(createdBy) });
  }

  async isGood(code: string): Promise<boolean> {
    return (await this.invitations.exists(good(code))) !== null;
  }

  /** Takes one use, if there is one left. The transaction gives it back when the registration fails. */
  async use(code: string, session: ClientSession): Promise<boolean> {
    const result = await this.invitations.updateOne(good(code), { $inc: { uses_left: -1 } }, { session });
    return result.modifiedCount === 1;
  }
}
