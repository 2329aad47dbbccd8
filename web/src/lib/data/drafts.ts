import type { Draft } from '@contract/drafts.js';
import type { ParleyClient } from '@sdk/client.js';
import { create } from 'zustand';
import { api } from '../api.js';
import { writingKey } from '../live/state.js';
import { type Place, whereOf } from '../places.js';
import { forgetStored, readStored, writeStored } from '../storage.js';

/** While somebody types, other devices are told at most this often. */
const SAVE_MS = 1_200;

interface Kept {
  content: string;
  written_at: string;
}

const stored = (key: string): string => `parley.draft.${key}`;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Drafts that came from another device: a composer that is open takes them over. */
export const useForeignDrafts = create<{ drafts: Record<string, string> }>(() => ({ drafts: {} }));

const read = (key: string): Kept | undefined => readStored<Kept>(stored(key));

export const readDraft = (key: string): string => read(key)?.content ?? '';

const keep = (key: string, kept: Kept): void =>
  writeStored(stored(key), kept.content === '' ? undefined : kept);

/** Kept here at once, and on the server when there is a pause. */
export const writeDraft = (place: Place, parentId: string | undefined, content: string): void => {
  const key = writingKey(place.room_id ?? place.dm_id, parentId);
  const written_at = new Date().toISOString();
  keep(key, { content, written_at });
  clearTimeout(timers.get(key));
  const save = () => {
    timers.delete(key);
    const draft = { ...whereOf(place), content, written_at, parent_id: parentId };
    void api.saveDraft(draft).catch(() => undefined); // It is kept here.
  };
  timers.set(key, setTimeout(save, SAVE_MS));
};

/** Sending removes it on the server. */
export const dropDraft = (key: string): void => {
  clearTimeout(timers.get(key));
  timers.delete(key);
  writeStored(stored(key), undefined);
};

/** The server has them; on this device the next person does not find them. */
export const dropAllDrafts = (): void => {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  forgetStored(stored(''));
};

const take = ({ room_id, dm_id, parent_id, content, written_at }: Draft): void => {
  const key = writingKey(room_id ?? dm_id ?? '', parent_id);
  const own = read(key);
  if (own && own.written_at >= written_at) return;
  keep(key, { content, written_at });
  useForeignDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: content } }));
};

export const bindDrafts = (client: ParleyClient): (() => void) => {
  const unbind = [
    client.on('ready', () => {
      void api.listDrafts().then(
        ({ drafts }) => {
          for (const draft of drafts) take(draft);
        },
        () => undefined,
      );
    }),
    client.on('draft_updated', ({ draft }) => take(draft)),
  ];
  return () => {
    for (const stop of unbind) stop();
  };
};
