import { Injectable } from '@nestjs/common';
import { placeOf } from '../access/access.service.js';
import type { File, ForwardedFrom, Message } from '../contract/message.js';
import type { UserSummary } from '../contract/users.js';
import { FileLinks } from '../uploads/file-links.js';
import { UserDirectory } from '../users/user-directory.js';
import type { StoredForward, StoredMessage } from './message.js';
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
    const [people, stats] = await Promise.all([this.people(stored), this.messages.replyStats(roots)]);
    return stored.map((message) => toMessage(message, people, stats.get(message.id), this.filesOf(message)));
  }

  async toMessage(stored: StoredMessage): Promise<Message> {
    return (await this.toMessages([stored]))[0] as Message;
  }

  /** The same for messages that were stored just now: nobody can have replied yet. */
  async toNewMessages(stored: StoredMessage[]): Promise<Message[]> {
    const people = await this.people(stored);
    return stored.map((message) => toMessage(message, people, undefined, this.filesOf(message)));
  }

  /** Who wrote these, and what is forwarded in them. */
  private people(stored: StoredMessage[]): Promise<People> {
    const ids = stored.flatMap(({ sender_id, forwarded_from }) =>
      forwarded_from ? [sender_id, forwarded_from.sender_id] : [sender_id],
    );
    return this.directory.summaries([...new Set(ids)]);
  }

  /** With URLs that are signed now: whoever is shown the message may fetch them for a time. */
  private filesOf({ deleted, attachments }: StoredMessage): File[] {
    return deleted ? [] : attachments.map((file) => this.links.toFile(file));
  }
}

type People = ReadonlyMap<string, UserSummary>;

const personIn = (people: People, id: string): UserSummary =>
  people.get(id) ?? { id, username: '', display_name: '', avatar_url: null };

/** The ids open nothing for who is not in that conversation: everybody is told the same. */
const forwardOf = (from: StoredForward, people: People): ForwardedFrom => ({
  message_id: from.message_id,
  room_id: null,
  dm_id: null,
  ...placeOf(from.conversation),
  sender: personIn(people, from.sender_id),
  created_at: from.created_at.toISOString(),
  content: from.content,
  deleted: from.deleted,
});

const toMessage = (
  message: StoredMessage,
  people: People,
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
  sender: personIn(people, message.sender_id),
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
  forwarded_from: message.forwarded_from && forwardOf(message.forwarded_from, people),
  call: message.call,
  created_at: message.created_at.toISOString(),
});
