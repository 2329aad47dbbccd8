import type { Conversation } from '@contract/dm.js';
import type { Message } from '@contract/message.js';
import type { Room, RoomInfo } from '@contract/rooms.js';
import type { ParleyClient } from '@sdk/client.js';
import { api } from '../api.js';
import { rememberPeople } from '../people.js';
import { keys, queryClient } from '../query.js';
import { useLive } from './state.js';

const setRooms = (change: (rooms: Room[]) => Room[]): void => {
  queryClient.setQueryData<Room[]>(keys.rooms, (rooms) => rooms && change(rooms));
};

export const upsertRoom = (room: Room): void => {
  setRooms((rooms) => [...rooms.filter(({ id }) => id !== room.id), room]);
  queryClient.setQueryData(keys.room(room.id), room);
};

export const patchRoom = (id: string, patch: Partial<Room>): void => {
  setRooms((rooms) => rooms.map((room) => (room.id === id ? { ...room, ...patch } : room)));
  queryClient.setQueryData<Room>(keys.room(id), (room) => room && { ...room, ...patch });
};

export const removeRoom = (id: string): void => {
  setRooms((rooms) => rooms.filter((room) => room.id !== id));
  queryClient.removeQueries({ queryKey: keys.members(id) });
  void queryClient.resetQueries({ queryKey: keys.room(id) });
};

const setDms = (change: (dms: Conversation[]) => Conversation[]): void => {
  queryClient.setQueryData<Conversation[]>(keys.dms, (dms) => dms && change(dms));
};

export const upsertDm = (dm: Conversation): void => {
  rememberPeople(dm.participants);
  setDms((dms) => [dm, ...dms.filter(({ id }) => id !== dm.id)]);
};

const changeGeneration = (): void => useLive.setState(({ generation }) => ({ generation: generation + 1 }));

/** The latest message moves a conversation up; one that is not listed is asked for. */
const noteMessage = (message: Message): void => {
  rememberPeople([message.sender]);
  if (message.room_id) {
    patchRoom(message.room_id, {
      last_seq: message.seq,
      ...(message.parent_id === null && { last_message: message }),
    });
    return;
  }
  const id = message.dm_id ?? '';
  const dms = queryClient.getQueryData<Conversation[]>(keys.dms);
  const known = dms?.find((dm) => dm.id === id);
  if (known) setDms((all) => [{ ...known, last_message: message }, ...all.filter((dm) => dm.id !== id)]);
  else if (dms) {
    api.getDm({ dm_id: id }).then(
      ({ conversation }) => upsertDm(conversation),
      () => undefined,
    );
  }
};

const refresh = (...queryKey: readonly unknown[]): void => void queryClient.invalidateQueries({ queryKey });

/** Keeps what React Query has cached equal to what the server says live. */
export const bindCache = (client: ParleyClient): (() => void) => {
  const isMe = (id: string): boolean => id === client.user?.id;
  let connects = 0;
  const info = ({ room }: { room: RoomInfo }): void => patchRoom(room.id, room);
  const unbind = [
    client.on('ready', () => {
      connects += 1;
      // What happened to rooms and members while there was no connection was told to nobody.
      if (connects > 1) for (const key of ['rooms', 'dms', 'room', 'members', 'pinned']) refresh(key);
    }),
    client.on('new_message', noteMessage),
    client.on('room_created', ({ room }) => {
      upsertRoom(room);
      changeGeneration();
    }),
    client.on('room_updated', info),
    client.on('room_archived', info),
    client.on('room_deleted', ({ room_id }) => {
      removeRoom(room_id);
      changeGeneration();
    }),
    client.on('member_joined', ({ room_id, user }) => {
      rememberPeople([user]);
      refresh(...keys.members(room_id));
      if (!isMe(user.id)) return;
      refresh(...keys.rooms);
      refresh(...keys.room(room_id));
      changeGeneration();
    }),
    client.on('member_left', ({ room_id, user_id }) => {
      refresh(...keys.members(room_id));
      if (!isMe(user_id)) return;
      removeRoom(room_id);
      changeGeneration();
    }),
    client.on('member_updated', ({ room_id, user, role }) => {
      refresh(...keys.members(room_id));
      if (isMe(user.id)) patchRoom(room_id, { role });
    }),
    client.on('dm_created', ({ conversation }) => {
      upsertDm(conversation);
      changeGeneration();
    }),
    client.on('dm_shown', ({ conversation }) => upsertDm(conversation)),
    client.on('dm_hidden', ({ dm_id, last_seq }) =>
      setDms((dms) => dms.filter((dm) => dm.id !== dm_id || dm.last_seq > last_seq)),
    ),
    client.on('message_pinned', ({ message }) => refresh(...keys.pinned(message.room_id ?? ''))),
    client.on('message_unpinned', ({ message }) => refresh(...keys.pinned(message.room_id ?? ''))),
  ];
  return () => {
    for (const stop of unbind) stop();
  };
};
