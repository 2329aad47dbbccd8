import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { DirectUpload } from '../storage/storage.js';
import type { FileFacts } from './file.js';
import { type FileClaim, type FileRecord, type FileUse, toFileRecord } from './file.record.js';
import type { FileDoc } from './file.schema.js';
import type { Media } from './file-type.js';

export interface NewFile {
  id: string;
  owner_id: string;
  file_name: string;
  /** What it may have at most, until it is known. */
  file_size: number;
  expires_at: Date;
}

@Injectable()
export class FileRepository {
  constructor(@InjectModel('File') private readonly files: Model<FileDoc>) {}

  async create({ id, owner_id, ...file }: NewFile): Promise<FileRecord> {
    const doc = { _id: toObjectId(id), owner_id: toObjectId(owner_id), ...file };
    const created = await this.files.create({ ...doc, state: 'incoming', created_at: new Date() });
    return toFileRecord(created.toObject());
  }

  async find(id: string): Promise<FileRecord | null> {
    return (await this.findMany([id]))[0] ?? null;
  }

  /** Those that are there, in the order asked for. */
  async findMany(ids: string[]): Promise<FileRecord[]> {
    if (ids.length === 0) return [];
    const found = await this.files
      .find({ _id: { $in: ids.map(toObjectId) }, state: { $ne: 'removed' } })
      .lean<FileDoc[]>();
    const byId = new Map(found.map((doc) => [doc._id.toHexString(), toFileRecord(doc)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Bytes that somebody's files take, those on their way included. */
  async storedBy(ownerId: string): Promise<number> {
    const [row] = await this.files.aggregate<{ total: number }>([
      { $match: { owner_id: toObjectId(ownerId), state: { $in: ['incoming', 'ready'] } } },
      { $group: { _id: null, total: { $sum: '$file_size' } } },
    ]);
    return row?.total ?? 0;
  }

  /** All its bytes are stored. Null when it is not on its way any more. */
  async finish(
    id: string,
    facts: FileFacts & { file_name: string; file_size: number; media: Media; waits: boolean },
  ): Promise<FileRecord | null> {
    return this.change(
      { _id: toObjectId(id), state: 'incoming' },
      { $set: { ...facts, state: 'ready', parts: [], direct: null } },
    );
  }

  async setDirect(id: string, direct: DirectUpload): Promise<FileRecord | null> {
    return this.change({ _id: toObjectId(id), state: 'incoming' }, { $set: { direct } });
  }

  /** The next part of an upload. Null when the upload is elsewhere by now. */
  async addPart(id: string, offset: number, part: { key: string; size: number }): Promise<FileRecord | null> {
    return this.change(
      { _id: toObjectId(id), state: 'incoming', offset },
      { $push: { parts: part }, $inc: { offset: part.size } },
    );
  }

  /** Makes these the caller's message's. Returns how many can be: one may be claimed again under the same `client_id`. */
  async claim(ids: string[], ownerId: string, claim: FileClaim, expires_at: Date): Promise<number> {
    const { conversation_id, client_id } = claim;
    const again = { 'claim.conversation_id': conversation_id, 'claim.client_id': client_id };
    const result = await this.files.updateMany(
      {
        _id: { $in: ids.map(toObjectId) },
        owner_id: toObjectId(ownerId),
        state: 'ready',
        $or: [{ claim: null }, ...(client_id === null ? [] : [again])],
      },
      [{ $set: { claim, expires_at: { $cond: [{ $eq: ['$uses', []] }, expires_at, null] } } }],
      { updatePipeline: true },
    );
    return result.matchedCount;
  }

  /** Takes back what one claimed in vain. */
  async unclaim(ids: string[], messageId: string): Promise<void> {
    await this.files.updateMany(
      { _id: { $in: ids.map(toObjectId) }, 'claim.message_id': messageId, uses: { $size: 0 } },
      { $set: { claim: null } },
    );
  }

  /** The message is stored: from now on they are its. */
  async addUse(ids: string[], use: FileUse): Promise<void> {
    await this.files.updateMany(
      {
        _id: { $in: ids.map(toObjectId) },
        state: 'ready',
        'uses.message_id': { $ne: toObjectId(use.message_id) },
      },
      { $push: { uses: toUseDoc(use) }, $set: { expires_at: null } },
    );
  }

  /** A message is deleted, in its transaction. Its files go; a message that had them forwarded only lets go of them. */
  async release(ids: string[], messageId: string, session: ClientSession): Promise<void> {
    if (ids.length === 0) return;
    const message_id = toObjectId(messageId);
    const these = { _id: { $in: ids.map(toObjectId) } };
    await this.files.updateMany(
      { ...these, $or: [{ 'uses.0.message_id': message_id }, { uses: { $size: 0 } }] },
      removal(),
      { session },
    );
    await this.files.updateMany(
      { ...these, 'uses.message_id': message_id },
      { $pull: { uses: { message_id } } },
      { session },
    );
  }

  /** The same for all that began in a conversation. */
  async releaseAll(conversationId: string): Promise<void> {
    const conversation_id = toObjectId(conversationId);
    await this.files.updateMany({ 'uses.0.conversation_id': conversation_id }, removal());
    await this.files.updateMany(
      { 'uses.conversation_id': conversation_id },
      { $pull: { uses: { conversation_id } } },
    );
  }

  /** The same for these messages of it. Says whether there was anything. */
  async releaseOf(conversationId: string, messageIds: string[]): Promise<boolean> {
    const message_id = { $in: messageIds.map(toObjectId) };
    const used = { 'uses.conversation_id': toObjectId(conversationId) };
    const gone = await this.files.updateMany({ ...used, 'uses.0.message_id': message_id }, removal());
    await this.files.updateMany(
      { ...used, 'uses.message_id': message_id },
      { $pull: { uses: { message_id } } },
    );
    return gone.modifiedCount > 0;
  }

  /** Removes what no message has. False when one has it, or when it is gone. */
  async discard(id: string, ownerId: string): Promise<boolean> {
    const filter = {
      _id: toObjectId(id),
      owner_id: toObjectId(ownerId),
      claim: null,
      state: { $ne: 'removed' },
    };
    const result = await this.files.updateOne(filter as QueryFilter<FileDoc>, removal());
    return result.modifiedCount === 1;
  }

  /** Removes all of somebody's that no message has. */
  async discardUnsent(ownerId: string): Promise<void> {
    await this.files.updateMany(
      {
        owner_id: toObjectId(ownerId),
        state: { $in: ['incoming', 'ready'] },
        claim: null,
        uses: { $size: 0 },
      },
      removal(),
    );
  }

  /** Whose time is over, the oldest first. */
  async expired(now: Date, limit: number): Promise<FileRecord[]> {
    const found = await this.files
      .find({ expires_at: { $type: 'date', $gt: new Date(0), $lte: now } })
      .sort({ expires_at: 1 })
      .limit(limit)
      .lean<FileDoc[]>();
    return found.map(toFileRecord);
  }

  /** Takes it before its bytes are removed: from then on nobody can claim it. False when somebody did meanwhile. */
  async bury({ id, claim }: FileRecord, now: Date): Promise<boolean> {
    const same = claim ? { 'claim.message_id': claim.message_id, uses: { $size: 0 } } : { claim: null };
    const result = await this.files.updateOne(
      { _id: toObjectId(id), expires_at: { $lte: now }, $or: [{ state: 'removed' }, same] },
      { $set: { state: 'removed' } },
    );
    return result.matchedCount === 1;
  }

  async remove(id: string): Promise<void> {
    await this.files.deleteOne({ _id: toObjectId(id), state: 'removed' });
  }

  /** Ready before then, and a job has still not looked at them. */
  async waiting(before: Date, limit: number): Promise<string[]> {
    const found = await this.files
      .find({ waits: true, created_at: { $gt: new Date(0), $lt: before } }, { _id: 1 })
      .limit(limit)
      .lean<{ _id: ObjectId }[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  /** What a job found out. False when the file is gone. */
  async setFacts(id: string, facts: Partial<FileFacts>): Promise<boolean> {
    const filter = { _id: toObjectId(id), state: 'ready' as const };
    if (Object.keys(facts).length === 0) return (await this.files.exists(filter)) !== null;
    return (await this.files.updateOne(filter, { $set: facts })).matchedCount === 1;
  }

  /** A job is done with it. */
  async setLooked(id: string): Promise<void> {
    await this.files.updateOne({ _id: toObjectId(id) }, { $set: { waits: false } });
  }

  /** Files of a conversation, the latest upload first. */
  async sentIn(
    { id }: ConversationRef,
    { before, media, limit }: { before?: string; media?: Media; limit: number },
  ): Promise<FileRecord[]> {
    const found = await this.files
      .find({
        'uses.conversation_id': toObjectId(id),
        _id: { $gt: toObjectId('0'.repeat(24)), $lt: toObjectId(before ?? 'f'.repeat(24)) },
        state: 'ready',
        ...(media && { media }),
      })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<FileDoc[]>();
    return found.map(toFileRecord);
  }

  /** What somebody uploaded and is still there, as it is read. */
  async *readyOf(ownerId: string): AsyncGenerator<FileRecord> {
    const found = this.files.find({ owner_id: toObjectId(ownerId), state: 'ready' }).lean<FileDoc[]>();
    for await (const doc of found.cursor()) yield toFileRecord(doc as FileDoc);
  }

  private async change(filter: QueryFilter<FileDoc>, update: object): Promise<FileRecord | null> {
    const changed = await this.files
      .findOneAndUpdate(filter, update, { returnDocument: 'after' })
      .lean<FileDoc>();
    return changed && toFileRecord(changed);
  }
}

const removal = () => ({ $set: { state: 'removed' as const, uses: [], expires_at: new Date() } });

const toUseDoc = ({ message_id, sender_id, conversation }: FileUse) => ({
  message_id: toObjectId(message_id),
  sender_id: toObjectId(sender_id),
  conversation_id: toObjectId(conversation.id),
  type: conversation.type,
});
