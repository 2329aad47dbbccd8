import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import type { Input } from '../contract/operation.js';
import type { searchMessages } from '../contract/search.js';
import type { SearchQuery } from '../contract/search-query.js';
import { DirectMessageRepository } from '../dm/direct-message.repository.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { Caller } from '../identity/caller.js';
import { fold } from '../messages/folded-text.js';
import { RoomRepository } from '../rooms/room.repository.js';
import { UserDirectory } from '../users/user-directory.js';

export interface Scope {
  /** Never one that the caller is not in. */
  conversations: ConversationRef[];
  /** Null: anybody. */
  sender_ids: string[] | null;
  /** Operators that name nobody and nothing. */
  unknown: string[];
}

/** Where to search, and whose messages: what the fields and the operators leave of what the caller may read. */
@Injectable()
export class ScopeService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly rooms: RoomRepository,
    private readonly dms: DirectMessageRepository,
    private readonly directory: UserDirectory,
  ) {}

  /** Throws as reading the named conversation would. */
  async of(caller: Caller, input: Input<typeof searchMessages>, query: SearchQuery): Promise<Scope> {
    const readable = await this.readable(caller, input);
    const [places, senders] = await Promise.all([
      this.places(caller, readable, query.in),
      this.senders(caller, query.from),
    ]);
    const named = input.sender_id === undefined ? null : [input.sender_id];
    const sender_ids =
      named && senders.ids ? named.filter((id) => senders.ids?.includes(id)) : (named ?? senders.ids);
    return {
      conversations: places.conversations,
      sender_ids,
      unknown: [...places.unknown, ...senders.unknown],
    };
  }

  /** All conversations of the caller, as they are now. */
  async conversationsOf(caller: Caller): Promise<ConversationRef[]> {
    return (await this.memberships.ofUser(caller.id)).map(({ conversation }) => conversation);
  }

  private async readable(
    caller: Caller,
    { room_id, dm_id }: Input<typeof searchMessages>,
  ): Promise<ConversationRef[]> {
    if (room_id === undefined && dm_id === undefined) return this.conversationsOf(caller);
    const { conversation } = await this.access.require(caller, 'read', { room_id, dm_id });
    return [conversation];
  }

  private async places(caller: Caller, readable: ConversationRef[], names: string[]) {
    if (names.length === 0) return { conversations: readable, unknown: [] };
    const idsOf = (type: ConversationRef['type']) =>
      readable.filter((conversation) => conversation.type === type).map(({ id }) => id);
    const [rooms, dms, people] = await Promise.all([
      this.rooms.findMany(idsOf('room'), { terms: [] }),
      this.dms.findMany(idsOf('dm')),
      this.directory.idsByUsername(names.map((name) => name.replace(/^@/, ''))),
    ]);
    const found = new Set<string>();
    const unknown: string[] = [];
    for (const name of names) {
      const bare = name.replace(/^[#@]/, '');
      const partner = people.get(bare.toLowerCase());
      const inRooms = name.startsWith('@')
        ? []
        : rooms.filter((room) => room.id === bare || isNamed(room, bare));
      const inDms =
        name.startsWith('#') || partner === undefined
          ? []
          : dms.filter(
              ({ participant_ids: ids }) =>
                ids.length <= 2 && ids.includes(partner) && ids.includes(caller.id),
            );
      const hits = [...inRooms, ...inDms];
      if (hits.length === 0) unknown.push(`in:${name}`);
      for (const { id } of hits) found.add(id);
    }
    return { conversations: readable.filter(({ id }) => found.has(id)), unknown };
  }

  private async senders(
    caller: Caller,
    names: string[],
  ): Promise<{ ids: string[] | null; unknown: string[] }> {
    if (names.length === 0) return { ids: null, unknown: [] };
    const known = await this.directory.idsByUsername(names);
    const idOf = (name: string) => (name === 'me' ? caller.id : known.get(name));
    return {
      ids: names.flatMap((name) => idOf(name) ?? []),
      unknown: names.filter((name) => idOf(name) === undefined).map((name) => `from:@${name}`),
    };
  }
}

/** `#project-x` is the room `Project X` too: nobody types quotation marks for a space. */
const isNamed = ({ name }: { name: string }, asked: string): boolean => {
  const plain = (text: string) =>
    fold(text)
      .trim()
      .replace(/[\s_-]+/gu, '-');
  return plain(name) === plain(asked);
};
