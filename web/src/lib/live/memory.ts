import type { ParleyClient } from '@sdk/client.js';
import { idOf, type Place } from '../places.js';
import { storeOf } from './live.js';

/** So much of a conversation is held while somebody reads its end; what is older is loaded again by who scrolls there. */
const MOST = 10_000;
/** So much of one that nobody looks at. */
const MOST_ASIDE = 500;
/** It is worth the work only now and then. */
const SLACK = 1.2;

export const forgetOld = (place: Place): void => {
  const store = storeOf(place);
  if (store && store.messages.length > MOST * SLACK) store.keepNewest(MOST);
};

/** A tab that is open for days holds no more than one of an hour. */
export const bindMemory = (client: ParleyClient): (() => void) =>
  client.on('new_message', (message) => {
    const store = client.conversations.get(idOf(message));
    if (store && !store.isWatched && store.size > MOST_ASIDE * SLACK) store.keepNewest(MOST_ASIDE);
  });
