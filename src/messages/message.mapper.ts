import { Injectable } from '@nestjs/common';
import { placeOf } from '../access/access.service.js';
import type { File, Message } from '../contract/message.js';
import { FileLinks } from '../uploads/file-links.js';
import { UserDirectory } from '../users/user-directory.js';
import type { StoredMessage } from './message.js';
import { MessageRepository, type ReplyStats } from './message.repository.js';

/** Stored messages as the contract shows them. Nothing in them depends on who receives them. */
@Injectable()
export class MessageMapper {
  constructor(
    private readonly directory: UserDirectory,
    private readonly messages: MessageRepository,
    private readonly links: FileLinks,
  ) {}

  async toMessages(stored: StoredMessage[]): Promise<Message[]> {
    const roots = stored.filter(({ parent_id }) => parent_id === null).map(({ id }) => id);
    const [senders, stats] = await Promise.all([
      this.directory.summaries([...new Set(stored.map(({ sender_id }) => sender_id))]),
      this.messages.replyStats(roots),
    ]);
    return stored.map((message) =>
      toMessage(message, senders.get(message.sender_id), stats.get(message.id), this.filesOf(message)),
    );
  }

  async toMessage(stored: StoredMessage): Promise<Message> {
    return (await this.toMessages([stored]))[0] as Message;
  }

  /** The same for messages that were stored just now: nobody can have replied yet. */
  async toNewMessages(stored: StoredMessage[]): Promise<Message[]> {
    const senders = await this.directory.summaries([...new Set(stored.map(({ sender_id }) => sender_id))]);
    return stored.map((message) =>
      toMessage(message, senders.get(message.sender_id), undefined, this.filesOf(message)),
    );
  }

  /** With URLs that are signed now: whoever is shown the message may fetch them for a time. */
  private filesOf({ deleted, attachments }: StoredMessage): File[] {
    return deleted ? [] : attachments.map((file) => this.links.toFile(file));
  }
}

const toMessage = (
  message: StoredMessage,
  sender: Message['sender'] | undefined,
  replies: ReplyStats | undefined,
  attachments: File[],
): Message => ({
  id: message.id,
  kind: message.kind,
  room_id: null,
  dm_id: null,
  ...placeOf(message.conversation),
  seq: message.seq,
  rev: message.rev,
  client_id: message.client_id,
  sender_id: message.sender_id,
  sender: sender ?? { id: message.sender_id, username: '', display_name: '', avatar_url: null },
  content: message.deleted ? '' : message.content,
  mentions: message.deleted ? [] : message.mentions,
  mentions_room: message.mentions_room && !message.deleted,
  mentions_here: message.mentions_here && !message.deleted,
  attachments,
  reactions: message.deleted ? [] : message.reactions,
  parent_id: message.parent_id,
  reply_count: replies?.count ?? 0,
  last_reply_at: replies?.last_at?.toISOString() ?? null,
  also_in_room: message.also_in_room,
  edited: message.edited_at !== null && !message.deleted,
  edited_at: message.deleted ? null : (message.edited_at?.toISOString() ?? null),
  deleted: message.deleted,
  pinned: message.pinned,
  link_previews: message.deleted ? [] : message.link_previews,
  forwarded_from: null,
  call: message.call,
  created_at: message.created_at.toISOString(),
});
