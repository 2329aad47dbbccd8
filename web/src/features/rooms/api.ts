import type { Role } from '@contract/permissions.js';
import type { Room, RoomType } from '@contract/rooms.js';
import { api } from '@/lib/api.js';
import { patchRoom, removeRoom, upsertRoom } from '@/lib/live/cache.js';
import { reportFailure } from '@/lib/problems.js';
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

type RoomChange = Partial<Pick<Room, 'name' | 'description' | 'read_only' | 'slow_mode_ms'>> & {
  cover_file_id?: string;
};

export const updateRoom = async (id: string, change: RoomChange): Promise<void> =>
  patchRoom(id, (await api.patch<{ room: Room }>(`/rooms/${id}`, change)).room);

export const leaveRoom = async (id: string): Promise<void> => {
  await api.post(`/rooms/${id}/leave`);
  removeRoom(id);
};

export const deleteRoom = async (id: string): Promise<void> => {
  await api.delete(`/rooms/${id}`);
  removeRoom(id);
};

export const acceptInvitation = async (code: string): Promise<Room> => {
  const { room } = await api.post<{ room: Room }>(`/invitations/${code}/accept`);
  upsertRoom(room);
  return room;
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

interface Terms {
  reason: string;
  /** In milliseconds; null has no end. */
  time: number | null;
}

export const muteMember = async (id: string, userId: string, { reason, time }: Terms): Promise<void> => {
  await api.put(`/rooms/${id}/members/${userId}/mute`, { reason, expires_in_ms: time });
  await refreshMembers(id);
};

export const unmuteMember = (id: string, userId: string): void => {
  api.delete(`/rooms/${id}/members/${userId}/mute`).then(() => refreshMembers(id), reportFailure);
};

const refreshBans = (id: string): Promise<void> => queryClient.invalidateQueries({ queryKey: keys.bans(id) });

export const banUser = async (id: string, userId: string, { reason, time }: Terms): Promise<void> => {
  await api.put(`/rooms/${id}/bans/${userId}`, { reason, ...(time !== null && { expires_in_ms: time }) });
  await Promise.all([refreshMembers(id), refreshBans(id)]);
};

export const liftBan = (id: string, userId: string): void => {
  api.delete(`/rooms/${id}/bans/${userId}`).then(() => refreshBans(id), reportFailure);
};
