import { Injectable } from '@nestjs/common';
import { placeOf } from '../access/access.service.js';
import { limits } from '../contract/limits.js';
import { plainText } from '../contract/markdown.js';
import type { Notification } from '../contract/notifications.js';
import type { StoredMessage } from '../messages/message.js';
import { MessageRepository } from '../messages/message.repository.js';
import { RoomRepository } from '../rooms/room.repository.js';
import { UserDirectory } from '../users/user-directory.js';
import type { StoredNotification } from './notification.js';

/** Notifications as the contract shows them. No text is kept with them: what was edited or erased is so here too. */
@Injectable()
export class NotificationMapper {
  constructor(
    private readonly messages: MessageRepository,
    private readonly directory: UserDirectory,
    private readonly rooms: RoomRepository,
  ) {}

  async toNotifications(stored: StoredNotification[]): Promise<Notification[]> {
    const rooms = stored
      .filter(({ kind }) => kind === 'room_added')
      .map(({ conversation }) => conversation.id);
    const [messages, people, named] = await Promise.all([
      this.messages.byIds([...new Set(stored.flatMap(({ message_id }) => message_id ?? []))]),
      this.directory.summaries([...new Set(stored.map(({ actor_id }) => actor_id))]),
      rooms.length === 0 ? [] : this.rooms.findMany([...new Set(rooms)], { terms: [] }),
    ]);
    const names = new Map(named.map(({ id, name }) => [id, name]));
    const messageOf = new Map(messages.map((message) => [message.id, message]));
    return stored.map((row) => {
      const message = row.message_id === null ? undefined : messageOf.get(row.message_id);
      const actor = people.get(row.actor_id);
      return {
        id: row.id,
        kind: row.kind,
        message_id: row.message_id,
        parent_id: row.parent_id,
        room_id: null,
        dm_id: null,
        ...placeOf(row.conversation),
        actor: actor ?? { id: row.actor_id, username: '', display_name: '', avatar_url: null },
        emoji: row.emoji,
        excerpt: message ? excerptOf(message) : (names.get(row.conversation.id) ?? ''),
        read_at: row.read_at?.toISOString() ?? null,
        created_at: row.created_at.toISOString(),
      };
    });
  }
}

/** Of a message without text of its own what it forwards, else the names of its files. */
const excerptOf = ({ content, forwarded_from, attachments, deleted }: StoredMessage): string => {
  if (deleted) return '';
  const text =
    [content, forwarded_from?.content ?? '']
      .map((said) => plainText(said, limits.excerpt.max))
      .find((said) => said !== '') ?? '';
  return text === ''
    ? attachments
        .map(({ file_name }) => file_name)
        .join(', ')
        .slice(0, limits.excerpt.max)
    : text;
};
