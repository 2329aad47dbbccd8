import type { Role } from '@contract/permissions.js';
import type { Room, RoomType } from '@contract/rooms.js';
import { api } from '@/lib/api.js';
import { patchRoom, removeRoom, upsertRoom } from '@/lib/live/cache.js';
import { keys, queryClient } from '@/lib/query.js';

interface NewRoom {
  name: string;
  description: string;
  type: RoomType;
}

export const createRoom = async (input: NewRoom): Promise<Room> => {
  const { room } = await api.post<{ room: Room }>('/rooms', input);
  upsertRoom(room);
  return room;
};

export const joinRoom = async (id: string): Promise<void> =>
  upsertRoom((await api.post<{ room: Room }>(`/rooms/${id}/join`)).room);

export const updateRoom = async (id: string, change: { name: string; description: string }): Promise<void> =>
  patchRoom(id, (await api.patch<{ room: Room }>(`/rooms/${id}`, change)).room);

export const leaveRoom = async (id: string): Promise<void> => {
  await api.post(`/rooms/${id}/leave`);
  removeRoom(id);
};

export const setArchived = async (id: string, archived: boolean): Promise<void> =>
  patchRoom(id, (await api.post<{ room: Room }>(`/rooms/${id}/${archived ? 'archive' : 'unarchive'}`)).room);

const refreshMembers = (id: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: keys.members(id) });

export const addMembers = async (id: string, userIds: string[]): Promise<void> => {
  await api.post(`/rooms/${id}/members`, { user_ids: userIds });
  await refreshMembers(id);
};

export const setRole = async (id: string, userId: string, role: Role): Promise<void> => {
  await api.patch(`/rooms/${id}/members/${userId}`, { role });
  await refreshMembers(id);
};

export const removeMember = async (id: string, userId: string): Promise<void> => {
  await api.delete(`/rooms/${id}/members/${userId}`);
  await refreshMembers(id);
};
