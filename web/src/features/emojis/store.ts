import type { CustomEmoji } from '@contract/emojis.js';
import type { ParleyClient } from '@sdk/client.js';
import { create } from 'zustand';
import { api } from '@/lib/api.js';
import { afterShown } from '@/lib/later.js';

interface Emojis {
  byName: Readonly<Record<string, CustomEmoji>>;
}

/** The emoji of this server, beside those of Unicode. */
export const useEmojis = create<Emojis>(() => ({ byName: {} }));

const keep = (emojis: readonly CustomEmoji[]): void =>
  useEmojis.setState({ byName: Object.fromEntries(emojis.map((emoji) => [emoji.name, emoji])) });

const load = async (): Promise<void> => {
  const { emojis } = await api.listEmojis();
  keep(emojis);
};

/** Each `ready` may follow a gap in which emoji came and went. */
export const bindEmojis = (client: ParleyClient): (() => void) => {
  const unbind = [
    client.on('ready', () => afterShown(() => load().catch(() => undefined))),
    client.on('emojis_updated', ({ added, removed }) => {
      const gone = new Set(removed);
      const kept = Object.values(useEmojis.getState().byName).filter(({ id }) => !gone.has(id));
      keep([...kept, ...added]);
    }),
  ];
  return () => {
    for (const stop of unbind) stop();
  };
};

export const makeEmoji = (name: string, file_id: string): Promise<unknown> =>
  api.createEmoji({ name, file_id });
export const removeEmoji = (id: string): Promise<void> => api.deleteEmoji({ emoji_id: id });
