/** Where a conversation is. */
export type Place = { room_id: string; dm_id?: undefined } | { dm_id: string; room_id?: undefined };

export const idOf = ({ room_id, dm_id }: { room_id?: string | null; dm_id?: string | null }): string =>
  room_id ?? dm_id ?? '';

export const roomPlace = (id: string): Place => ({ room_id: id });
export const dmPlace = (id: string): Place => ({ dm_id: id });

/** As events and requests name it. */
export const whereOf = (place: Place): { room_id: string } | { dm_id: string } =>
  place.room_id === undefined ? { dm_id: place.dm_id } : { room_id: place.room_id };
