import type { Member, Room } from '@contract/rooms.js';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.js';
import { rememberPeople } from '../people.js';
import { keys } from '../query.js';

const PAGE = 100;
/** Who is beyond this is found by searching. */
const MOST_MEMBERS = 500;

/** The first page holds all that one has joined, whatever its limit. */
const joinedRooms = async (): Promise<Room[]> => {
  const { rooms } = await api.listRooms({ limit: PAGE });
  return rooms.filter(({ joined }) => joined);
};

export const useRooms = () => useQuery({ queryKey: keys.rooms, queryFn: joinedRooms });

export const useRoom = (id: string | undefined) => {
  const rooms = useRooms();
  const joined = rooms.data?.find((room) => room.id === id);
  const asked = useQuery({
    queryKey: keys.room(id ?? ''),
    queryFn: async () => (await api.getRoom({ room_id: id ?? '' })).room,
    enabled: id !== undefined && rooms.isSuccess && !joined,
  });
  return {
    room: joined ?? asked.data,
    error: asked.error,
    isPending: rooms.isPending || (!joined && asked.isPending),
  };
};

export const useBrowse = (query: string) =>
  useQuery({
    queryKey: keys.browse(query),
    queryFn: () => api.listRooms({ type: 'public', query: query || undefined, limit: PAGE }),
    staleTime: 0,
  });

const allMembers = async (roomId: string): Promise<Member[]> => {
  const members: Member[] = [];
  for (let more = true; more && members.length < MOST_MEMBERS; ) {
    const after = members.at(-1)?.user.id;
    const page = await api.listMembers({
      room_id: roomId,
      limit: PAGE,
      after,
    });
    members.push(...page.members);
    more = page.has_more && page.members.length > 0;
  }
  rememberPeople(members.map(({ user }) => user));
  return members;
};

export const useMembers = (roomId: string | undefined) =>
  useQuery({
    queryKey: keys.members(roomId ?? ''),
    queryFn: () => allMembers(roomId ?? ''),
    enabled: roomId !== undefined,
  });
