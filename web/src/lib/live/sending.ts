import { type Place, whereOf } from '../places.js';
import { showGathered } from './gather.js';
import { liveClient, storeOf } from './live.js';

interface SendOptions {
  thread?: { parentId: string; alsoInRoom: boolean };
  /** Ids of files that were uploaded for it. */
  attachments?: string[];
}

/** Shows the message at once and sends it until it is stored, over a reload of the page too. */
export const sendMessage = (
  place: Place,
  content: string,
  { thread, attachments = [] }: SendOptions = {},
): void => {
  const inThread = thread && { parent_id: thread.parentId, also_in_room: thread.alsoInRoom };
  liveClient()
    .send({
      ...whereOf(place),
      ...inThread,
      ...(attachments.length > 0 && { attachment_ids: attachments }),
      content,
    })
    .then(
      // The stored message takes the place of the one shown, whichever of answer and event comes first.
      (message) => {
        storeOf(place)?.addContext([message]);
        showGathered();
      },
      () => undefined, // It stays where it is, with the reason and what can be done.
    );
};

export const retrySend = (clientId: string): void => liveClient().retry(clientId);
export const discardSend = (clientId: string): void => liveClient().discard(clientId);
