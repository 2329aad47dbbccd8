/** Where something is: in a room or in a direct message. */
export type Place = { room_id: string; dm_id?: undefined } | { dm_id: string; room_id?: undefined };

/** As it stands in messages and events, where the other one may be null or missing. */
interface LoosePlace {
  room_id?: string | null;
  dm_id?: string | null;
}

export const idOf = ({ room_id, dm_id }: LoosePlace): string => room_id ?? dm_id ?? '';

export const placeOf = ({ room_id, dm_id }: LoosePlace): Place =>
  room_id ? { room_id } : { dm_id: dm_id ?? '' };
