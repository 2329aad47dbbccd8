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
  const { room } = await api.createRoom(input);
  upsertRoom(room);
  return room;
};

export const joinRoom = async (id: string): Promise<void> =>
  upsertRoom((await api.joinRoom({ room_id: id })).room);

type RoomChange = Partial<
  Pick<Room, 'name' | 'description' | 'read_only' | 'slow_mode_ms' | 'retention_days'>
> & {
  cover_file_id?: string;
};

export const updateRoom = async (id: string, change: RoomChange): Promise<void> =>
  patchRoom(id, (await api.updateRoom({ room_id: id, ...change })).room);

export const leaveRoom = async (id: string): Promise<void> => {
  await api.leaveRoom({ room_id: id });
  removeRoom(id);
};

export const deleteRoom = async (id: string): Promise<void> => {
  await api.deleteRoom({ room_id: id });
  removeRoom(id);
};

export const acceptInvitation = async (code: string): Promise<Room> => {
  const { room } = await api.acceptInvitation({ code });
  upsertRoom(room);
  return room;
};

export const setArchived = async (id: string, archived: boolean): Promise<void> =>
  patchRoom(id, (await (archived ? api.archiveRoom : api.unarchiveRoom)({ room_id: id })).room);

const refreshMembers = (id: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: keys.members(id) });

export const addMembers = async (id: string, userIds: string[]): Promise<void> => {
  await api.addMembers({ room_id: id, user_ids: userIds });
  await refreshMembers(id);
};

export const setRole = async (id: string, userId: string, role: Role): Promise<void> => {
  await api.updateMember({ room_id: id, user_id: userId, role });
  await refreshMembers(id);
};

export const removeMember = async (id: string, userId: string): Promise<void> => {
  await api.removeMember({ room_id: id, user_id: userId });
  await refreshMembers(id);
};

interface Terms {
  reason: string;
  /** In milliseconds; null has no end. */
  time: number | null;
}

export const muteMember = async (id: string, userId: string, { reason, time }: Terms): Promise<void> => {
  await api.muteMember({ room_id: id, user_id: userId, reason, expires_in_ms: time });
  await refreshMembers(id);
};

export const unmuteMember = (id: string, userId: string): void => {
  api.unmuteMember({ room_id: id, user_id: userId }).then(() => refreshMembers(id), reportFailure);
};

const refreshBans = (id: string): Promise<void> => queryClient.invalidateQueries({ queryKey: keys.bans(id) });

export const banUser = async (id: string, userId: string, { reason, time }: Terms): Promise<void> => {
  await api.banUser({ room_id: id, user_id: userId, reason, ...(time !== null && { expires_in_ms: time }) });
  await Promise.all([refreshMembers(id), refreshBans(id)]);
};

export const liftBan = (id: string, userId: string): void => {
  api.liftBan({ room_id: id, user_id: userId }).then(() => refreshBans(id), reportFailure);
};
