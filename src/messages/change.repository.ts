import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Connection, Model, UpdateQuery } from 'mongoose';
import { AppError } from '../common/errors/app-error.js';
import type { ChangeKind } from '../contract/inbox.js';
import { limits } from '../contract/limits.js';
import { newId, toObjectId } from '../database/object-id.js';
import { inTurn } from '../database/transaction.js';
import { PinRepository } from '../rooms/pin.repository.js';
import { FileRepository } from '../uploads/file.repository.js';
import type { AppliedChange, ChangeCommand, StoredChange } from './change.js';
import type { ChangeDoc, EditDoc } from './change.schema.js';
import { fromDoc, mentionFields } from './message.docs.js';
import type { MessageDoc } from './message.schema.js';
import { noMentions } from './messages.rules.js';
import { RedactionRepository } from './redaction.repository.js';

interface Effect {
  /** The message must still be so; else there is nothing to change. */
  when: object;
  update: UpdateQuery<MessageDoc>;
}

@Injectable()
export class ChangeRepository {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Message') private readonly messages: Model<MessageDoc>,
    @InjectModel('MessageChange') private readonly changes: Model<ChangeDoc>,
    @InjectModel('MessageEdit') private readonly edits: Model<EditDoc>,
    private readonly pins: PinRepository,
    private readonly files: FileRepository,
    private readonly redactions: RedactionRepository,
  ) {}

  /**
   * The change with this number: its row and the message in one transaction. `null` when there is nothing to change.
   * Throws a duplicate key when another node was first with the number.
   */
  apply(command: ChangeCommand, rev: number): Promise<AppliedChange | null> {
    return inTurn(this.connection, () => this.applyOnce(command, rev));
  }

  private async applyOnce(command: ChangeCommand, rev: number): Promise<AppliedChange | null> {
    const session = await this.connection.startSession();
    try {
      session.startTransaction({ writeConcern: { w: 'majority', journal: true } });
      const applied = await this.applyIn(session, command, rev);
      if (applied) await session.commitTransaction();
      else await session.abortTransaction();
      return applied;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw error;
    } finally {
      await session.endSession();
    }
  }

  /**
   * The number of the latest change: the log may have been cleared, the messages still know. `atLeast` is a number that
   * was given out already.
   */
  async headRev(conversationId: string, atLeast: number): Promise<number> {
    const filter = { conversation_id: toObjectId(conversationId), rev: { $gt: 0, $gte: atLeast } };
    const [[row], [message]] = await Promise.all([
      this.changes.find(filter, { rev: 1 }).sort({ rev: -1 }).limit(1).lean<ChangeDoc[]>(),
      this.messages.find(filter, { rev: 1 }).sort({ rev: -1 }).limit(1).lean<MessageDoc[]>(),
    ]);
    return Math.max(row?.rev ?? 0, message?.rev ?? 0);
  }

  async byId(id: string): Promise<StoredChange | null> {
    const found = await this.changes.findById(toObjectId(id)).lean<ChangeDoc>();
    return found && plain(found);
  }

  /** Changes with `after < rev < before`, ascending, at most `count`: their numbers are dense. */
  async range(conversationId: string, after: number, before: number, count: number): Promise<StoredChange[]> {
    const found = await this.changes
      .find({
        conversation_id: toObjectId(conversationId),
        rev: { $gt: after, $lt: Math.min(before, after + count + 1) },
      })
      .sort({ rev: 1 })
      .lean<ChangeDoc[]>();
    return found.map(plain);
  }

  /** Which messages were changed in `from <= time < to`, in one of these ways. */
  async changedBetween({ from, to }: { from: Date; to: Date }, kinds: ChangeKind[]): Promise<string[]> {
    const found = await this.changes
      .find({ created_at: { $gte: from, $lt: to }, kind: { $in: kinds } }, { message_id: 1 })
      .lean<ChangeDoc[]>();
    return [...new Set(found.map(({ message_id }) => message_id.toHexString()))];
  }

  /** Earlier texts, oldest first. */
  async editsOf(messageId: string): Promise<{ content: string; edited_at: Date; editor_id: string }[]> {
    const found = await this.edits
      .find({ message_id: toObjectId(messageId), removed: false })
      .sort({ edited_at: 1 })
      .lean<EditDoc[]>();
    return found.map(({ content, edited_at, editor_id }) => ({
      content,
      edited_at,
      editor_id: editor_id.toHexString(),
    }));
  }

  async removeAll(conversationId: string): Promise<void> {
    const all = { conversation_id: toObjectId(conversationId) };
    await Promise.all([this.changes.deleteMany(all), this.edits.deleteMany(all)]);
  }

  private async applyIn(
    session: ClientSession,
    command: ChangeCommand,
    rev: number,
  ): Promise<AppliedChange | null> {
    const { when, update } = effectOf(command);
    const before = await this.messages
      .findOneAndUpdate(
        // Both: on shards, which are cut by the conversation, one is asked (docs/decisions/0010).
        {
          _id: toObjectId(command.message_id),
          conversation_id: toObjectId(command.conversation.id),
          ...when,
        },
        { ...update, $set: { ...update.$set, rev } },
        { session, returnDocument: 'before' },
      )
      .lean<MessageDoc>();
    if (!before) return null;
    const [after] = await this.messages.find({ _id: before._id }, null, { session }).lean<MessageDoc[]>();
    await this.applyBeside(session, command, before, after as MessageDoc);
    await this.changes.create(
      [
        {
          _id: toObjectId(command.id),
          conversation_id: toObjectId(command.conversation.id),
          rev,
          kind: command.kind,
          message_id: before._id,
          user_id: toObjectId(command.user_id),
          ...(command.emoji !== undefined && { emoji: command.emoji }),
          created_at: new Date(),
        },
      ],
      { session },
    );
    return { rev, message: fromDoc(after as MessageDoc) };
  }

  /** What changes with the message elsewhere: its earlier text, its files, the pins of its room. */
  private async applyBeside(
    session: ClientSession,
    command: ChangeCommand,
    before: MessageDoc,
    after: MessageDoc,
  ) {
    const { kind, conversation, message_id, user_id } = command;
    if (kind === 'edited' || kind === 'deleted')
      await this.keepText(session, before, user_id, kind === 'deleted');
    const kept = new Set((after.attachments ?? []).map(({ id }) => id));
    const gone = (before.attachments ?? []).map(({ id }) => id).filter((id) => !kept.has(id));
    if (gone.length > 0) await this.files.release(gone, message_id, session);
    if (kind === 'deleted') await this.redactions.note(message_id, session);
    if (kind === 'pinned' && !(await this.pins.add(conversation.id, message_id, session))) {
      throw new AppError('pin_limit_reached');
    }
    if (kind === 'unpinned' || (kind === 'deleted' && before.pinned)) {
      await this.pins.remove(conversation.id, message_id, session);
    }
    const kinds = new Set(after.reactions.map(({ emoji }) => emoji)).size;
    if (kind === 'reaction_added' && kinds > limits.reactionKindsPerMessage)
      throw new AppError('reaction_limit_reached');
  }

  private async keepText(
    session: ClientSession,
    before: MessageDoc,
    editorId: string,
    removed: boolean,
  ): Promise<void> {
    await this.edits.create(
      [
        {
          _id: toObjectId(newId()),
          conversation_id: before.conversation_id,
          message_id: before._id,
          content: before.content,
          editor_id: toObjectId(editorId),
          edited_at: new Date(),
          removed,
        },
      ],
      { session },
    );
  }
}

const effectOf = (command: ChangeCommand): Effect => {
  const reaction = { emoji: command.emoji, user_id: toObjectId(command.user_id) };
  switch (command.kind) {
    case 'edited': {
      const set = {
        content: command.content,
        ...mentionFields(command.mentions ?? noMentions),
        terms: command.terms ?? [],
        edited_at: new Date(),
      };
      return { when: { deleted: false, content: { $ne: command.content } }, update: { $set: set } };
    }
    case 'deleted':
      return {
        when: { deleted: false },
        update: {
          $set: {
            deleted: true,
            deleted_at: new Date(),
            content: '',
            attachments: [],
            link_previews: [],
            forwarded_from: null,
            ...mentionFields(noMentions),
            terms: [],
            reactions: [],
            pinned: false,
          },
        },
      };
    case 'reaction_added':
      return {
        when: { deleted: false, reactions: { $not: { $elemMatch: reaction } } },
        update: { $push: { reactions: reaction } },
      };
    case 'reaction_removed':
      return { when: { reactions: { $elemMatch: reaction } }, update: { $pull: { reactions: reaction } } };
    case 'pinned':
      return { when: { deleted: false, pinned: false }, update: { $set: { pinned: true } } };
    case 'unpinned':
      return { when: { pinned: true }, update: { $set: { pinned: false } } };
    case 'updated':
      return {
        when: { deleted: false, ...(command.seen_rev !== undefined && { rev: command.seen_rev }) },
        update: { $set: { ...command.set, ...(command.terms && { terms: command.terms }) } },
      };
  }
};

const plain = (doc: ChangeDoc): StoredChange => ({
  rev: doc.rev,
  kind: doc.kind,
  message_id: doc.message_id.toHexString(),
  user_id: doc.user_id.toHexString(),
  ...(doc.emoji !== undefined && { emoji: doc.emoji }),
});
