import { ParleyError } from '@sdk/outbox.js';
import { newId } from '../ids.js';
import { idOf, type Place } from '../places.js';
import { liveClient, storeOf } from './live.js';
import { type Pending, useLive } from './state.js';

const setPending = (id: string, change: (pending: Pending[]) => Pending[]): void =>
  useLive.setState(({ pending }) => ({ pending: { ...pending, [id]: change(pending[id] ?? []) } }));

const deliver = (place: Place, { client_id, content, parent_id, also_in_room }: Pending): void => {
  const id = idOf(place);
  const where = place.room_id === undefined ? { dm_id: place.dm_id } : { room_id: place.room_id };
  const thread = parent_id === null ? {} : { parent_id, also_in_room };
  liveClient()
    .send({ ...where, ...thread, client_id, content })
    .then(
      (message) => {
        // The stored message takes the place of the one shown, whichever of answer and event comes first.
        storeOf(place)?.addContext([message]);
        setPending(id, (pending) => pending.filter((one) => one.client_id !== client_id));
      },
      (error: unknown) => {
        const failure = error instanceof ParleyError ? error.problem.detail || error.problem.title : '';
        setPending(id, (pending) =>
          pending.map((one) => (one.client_id === client_id ? { ...one, failure } : one)),
        );
      },
    );
};

/** Shows the message at once and sends it until it is stored. */
export const sendMessage = (
  place: Place,
  content: string,
  parentId: string | null = null,
  alsoInRoom = false,
): void => {
  const pending: Pending = {
    client_id: newId(),
    content,
    parent_id: parentId,
    also_in_room: alsoInRoom,
    created_at: new Date().toISOString(),
    failure: null,
  };
  setPending(idOf(place), (all) => [...all, pending]);
  deliver(place, pending);
};

export const retrySend = (place: Place, pending: Pending): void => {
  setPending(idOf(place), (all) =>
    all.map((one) => (one.client_id === pending.client_id ? { ...one, failure: null } : one)),
  );
  deliver(place, pending);
};

export const discardSend = (place: Place, { client_id }: Pending): void =>
  setPending(idOf(place), (all) => all.filter((one) => one.client_id !== client_id));
