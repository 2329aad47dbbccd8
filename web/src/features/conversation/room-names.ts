import type { Room } from '@contract/rooms.js';

export interface RoomQuery {
  start: number;
  query: string;
}

/** The name of a room that is being written at the caret, if there is one. */
export const roomAt = (text: string, caret: number): RoomQuery | null => {
  const found = /(?:^|[\s([{"'])#([^\s#]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? '';
  return { start: caret - query.length - 1, query: query.toLowerCase() };
};

const MOST = 6;
type Named = Pick<Room, 'id' | 'name' | 'type' | 'archived'>;

/** By the beginning of the name, then by what is in it. */
export const matchRooms = <T extends Named>(rooms: readonly T[], query: string): T[] => {
  const place = ({ name }: Named): number => name.toLowerCase().indexOf(query);
  const rank = (room: Named): number => (place(room) === 0 ? 0 : 1);
  return rooms
    .filter((room) => !room.archived && place(room) >= 0)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, MOST);
};

/** The text with the name in place, and where the caret goes. */
export const completeRoom = (text: string, { start, query }: RoomQuery, name: string) => {
  const before = `${text.slice(0, start)}#${name} `;
  const after = text.slice(start + query.length + 1).replace(/^ /, '');
  return { text: before + after, caret: before.length };
};
