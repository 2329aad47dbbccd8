import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { Report } from '../contract/reports.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { FIRST_ID, LAST_ID, newId, toObjectId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { ReportDoc } from './report.schema.js';

export interface StoredReport extends Pick<Report, 'id' | 'reason' | 'note' | 'state' | 'action'> {
  conversation: ConversationRef;
  message_id: string;
  reporter_id: string;
  resolved_by: string | null;
  resolved_at: Date | null;
  created_at: Date;
}

export type NewReport = Pick<StoredReport, 'conversation' | 'message_id' | 'reporter_id' | 'reason' | 'note'>;

export interface ReportPage {
  state: Report['state'];
  before?: string;
  limit: number;
}

const CLAIM_MS = 30_000;

@Injectable()
export class ReportRepository {
  constructor(@InjectModel('Report') private readonly reports: Model<ReportDoc>) {}

  /** The one of this user for this message, made or found: the index decides of two at once. */
  async add({ conversation, message_id, reporter_id, ...report }: NewReport): Promise<{
    report: StoredReport;
    created: boolean;
  }> {
    const key = { message_id: toObjectId(message_id), reporter_id: toObjectId(reporter_id) };
    const known = await this.reports.findOne(key).lean<ReportDoc>();
    if (known) return { report: plain(known), created: false };
    try {
      const made = await this.reports.create({
        ...{ ...key, ...report, _id: toObjectId(newId()), created_at: new Date() },
        ...{ conversation_id: toObjectId(conversation.id), type: conversation.type },
      });
      return { report: plain(made.toObject()), created: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.add({ conversation, message_id, reporter_id, ...report });
    }
  }

  async find(id: string): Promise<StoredReport | null> {
    const found = await this.reports.findById(toObjectId(id)).lean<ReportDoc>();
    return found && plain(found);
  }

  /** The latest first. */
  ofRoom(roomId: string, page: ReportPage): Promise<StoredReport[]> {
    return this.page({ conversation_id: toObjectId(roomId) }, page);
  }

  ofDms(page: ReportPage): Promise<StoredReport[]> {
    return this.page({ type: 'dm' }, page);
  }

  /** True for one of those who would decide at once; after a while for another, should that one never come back. */
  async claim(id: string): Promise<boolean> {
    const now = new Date();
    const free = { $or: [{ claimed_until: null }, { claimed_until: { $lt: now } }] };
    const result = await this.reports.updateOne(
      { _id: toObjectId(id), state: 'open', ...free },
      { $set: { claimed_until: new Date(now.getTime() + CLAIM_MS) } },
    );
    return result.modifiedCount === 1;
  }

  async release(id: string): Promise<void> {
    await this.reports.updateOne({ _id: toObjectId(id), state: 'open' }, { $set: { claimed_until: null } });
  }

  /** Null when it was resolved already. */
  async resolve(id: string, action: Report['action'], by: string): Promise<StoredReport | null> {
    const resolved = await this.reports
      .findOneAndUpdate(
        { _id: toObjectId(id), state: 'open' },
        { $set: { state: 'resolved', action, resolved_by: toObjectId(by), resolved_at: new Date() } },
        { returnDocument: 'after' },
      )
      .lean<ReportDoc>();
    return resolved && plain(resolved);
  }

  /** What somebody wrote in their own words. */
  async forgetNotes(reporterId: string): Promise<void> {
    await this.reports.updateMany({ reporter_id: toObjectId(reporterId) }, { $set: { note: '' } });
  }

  async removeAll(conversationId: string): Promise<void> {
    await this.reports.deleteMany({ conversation_id: toObjectId(conversationId) });
  }

  async removeAbout(messageIds: string[]): Promise<void> {
    await this.reports.deleteMany({ message_id: { $in: messageIds.map(toObjectId) } });
  }

  private async page(
    of: QueryFilter<ReportDoc>,
    { state, before = LAST_ID, limit }: ReportPage,
  ): Promise<StoredReport[]> {
    const found = await this.reports
      .find({ ...of, state, _id: { $gt: toObjectId(FIRST_ID), $lt: toObjectId(before) } })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<ReportDoc[]>();
    return found.map(plain);
  }
}

const plain = (doc: ReportDoc): StoredReport => ({
  id: doc._id.toHexString(),
  conversation: { id: doc.conversation_id.toHexString(), type: doc.type },
  message_id: doc.message_id.toHexString(),
  reporter_id: doc.reporter_id.toHexString(),
  reason: doc.reason,
  note: doc.note,
  state: doc.state,
  action: doc.action,
  resolved_by: doc.resolved_by?.toHexString() ?? null,
  resolved_at: doc.resolved_at,
  created_at: doc.created_at,
});
