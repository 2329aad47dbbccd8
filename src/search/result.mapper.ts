import { Injectable } from '@nestjs/common';
import type { Message } from '../contract/message.js';
import type { SearchConversation, SearchResult, SearchRoom } from '../contract/search.js';
import { DirectMessageRepository } from '../dm/direct-message.repository.js';
import { MessageMapper } from '../messages/message.mapper.js';
import type { StoredRoom } from '../rooms/room.mapper.js';
import { RoomRepository } from '../rooms/room.repository.js';
import { UserDirectory } from '../users/user-directory.js';
import type { Hit } from './hit.js';

export const toSearchRoom = ({ id, name, type, cover_url, archived }: StoredRoom): SearchRoom => ({
  id,
  name,
  type,
  cover_url,
  archived,
});

/** Results as the contract shows them, at a constant number of queries. */
@Injectable()
export class ResultMapper {
  constructor(
    private readonly messages: MessageMapper,
    private readonly rooms: RoomRepository,
    private readonly dms: DirectMessageRepository,
    private readonly directory: UserDirectory,
  ) {}

  async toResults(hits: Hit[]): Promise<SearchResult[]> {
    const idsOf = (type: 'room' | 'dm') => [
      ...new Set(
        hits.flatMap(({ message: { conversation } }) =>
          conversation.type === type ? [conversation.id] : [],
        ),
      ),
    ];
    const [messages, rooms, conversations] = await Promise.all([
      this.messages.toMessages(hits.map(({ message }) => message)),
      this.rooms.findMany(idsOf('room'), { terms: [] }),
      this.conversations(idsOf('dm')),
    ]);
    const roomOf = new Map(rooms.map((room) => [room.id, toSearchRoom(room)]));
    return hits.map(
      ({ message: { conversation, attachments, forwarded_from }, match }, index): SearchResult => {
        const room = roomOf.get(conversation.id);
        const dm = conversations.get(conversation.id);
        return {
          message: messages[index] as Message,
          highlights: match.highlights,
          file_highlights: attachments.flatMap(({ id }, file) =>
            (match.besideHighlights[file] ?? []).map((range) => ({ ...range, file_id: id })),
          ),
          // What is forwarded stands behind the files: see `besideContent`.
          forward_highlights: forwarded_from ? (match.besideHighlights[attachments.length] ?? []) : [],
          ...(room && { room }),
          ...(dm && { conversation: dm }),
        };
      },
    );
  }

  private async conversations(ids: string[]): Promise<Map<string, SearchConversation>> {
    const dms = await this.dms.findMany(ids);
    const people = await this.directory.summaries([...new Set(dms.flatMap((dm) => dm.participant_ids))]);
    return new Map(
      dms.map(({ id, participant_ids }) => [
        id,
        { id, participants: participant_ids.flatMap((userId) => people.get(userId) ?? []) },
      ]),
    );
  }
}
