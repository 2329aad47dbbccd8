import { useEffect } from 'react';
import { create } from 'zustand';
import { readStored, writeStored } from '@/lib/storage.js';

/** As the picker names them: none, then from light to dark. */
export const tones = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;
export type Tone = (typeof tones)[number];

/** One of Unicode: what it is called, itself, and itself in the five tones, where it has them. */
export type NamedEmoji = readonly [names: readonly string[], emoji: string, inTones?: readonly string[]];

interface EmojiNames {
  all: readonly NamedEmoji[];
  tone: Tone;
}

const KEY = 'parley.skin_tone';
const storedTone = (): Tone => tones.find((tone) => tone === readStored(KEY)) ?? 'none';

export const useEmojiNames = create<EmojiNames>(() => ({ all: [], tone: storedTone() }));

/** The tone that was chosen last holds for everything that has tones, until another is chosen. */
export const rememberTone = (tone: Tone): void => {
  if (useEmojiNames.getState().tone === tone) return;
  useEmojiNames.setState({ tone });
  writeStored(KEY, tone);
};

let loading: Promise<void> | undefined;
const load = (): Promise<void> => {
  loading ??= fetch('/emoji/names.json')
    .then(async (response) => {
      if (!response.ok) throw new Error(`the names of emoji: ${response.status}`);
      useEmojiNames.setState({ all: (await response.json()) as NamedEmoji[] });
    })
    .catch(() => {
      loading = undefined; // The next colon tries again.
    });
  return loading;
};

/** The names come with the first colon that may begin one. */
export const useNamesWhen = (isWanted: boolean): EmojiNames => {
  useEffect(() => {
    if (isWanted) void load();
  }, [isWanted]);
  return useEmojiNames();
};

export const inTone = ([, emoji, inTones]: NamedEmoji, tone: Tone): string =>
  inTones?.[tones.indexOf(tone) - 1] ?? emoji;
