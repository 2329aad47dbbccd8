import type { Room } from '@contract/rooms.js';
import { MOST_NAMES, type NameQuery, nameAt } from './completion.js';

/** The name of a room that is being written at the caret, if there is one. */
export const roomAt = (text: string, caret: number): NameQuery | null =>
  nameAt(/(?:^|[\s([{"'])#([^\s#]*)$/u, text, caret);

type Named = Pick<Room, 'id' | 'name' | 'type' | 'archived'>;

/** By the beginning of the name, then by what is in it. */
export const matchRooms = <T extends Named>(rooms: readonly T[], query: string): T[] => {
  const place = ({ name }: Named): number => name.toLowerCase().indexOf(query);
  const rank = (room: Named): number => (place(room) === 0 ? 0 : 1);
  return rooms
    .filter((room) => !room.archived && place(room) >= 0)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, MOST_NAMES);
};
