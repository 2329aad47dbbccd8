// biome-ignore lint/complexity/useRegexLiterals: the compiler knows the flag `v` in a literal only for later targets.
const oneEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v');
const isText = /\p{Emoji}/u;
const showsAsEmoji = /\p{Emoji_Presentation}/u;
const isModifier = /\p{Emoji_Modifier}/u;
const isKeycapBase = /[0-9#*]/;

const PICTURE = '\ufe0f';
const KEYCAP = '\u20e3';

/**
 * An emoji with each variation selector that Unicode asks for, "fully-qualified": keyboards and libraries leave some out,
 * and ❤ and ❤️ would be two reactions. What is no emoji comes back as something that is none.
 */
export const qualifiedEmoji = (written: string): string => {
  if (oneEmoji.test(written)) return written;
  const points = [...written.replaceAll(PICTURE, '')];
  return points
    .map((point, at) => {
      const next = points[at + 1] ?? '';
      if (!isText.test(point) || showsAsEmoji.test(point) || isModifier.test(next)) return point;
      return isKeycapBase.test(point) && next !== KEYCAP ? point : point + PICTURE;
    })
    .join('');
};

/** What a custom emoji may be called. */
export const emojiName = /^[a-z0-9_+-]{2,32}$/;

/** The name in `:name:`, whether or not there is an emoji of it; undefined for what is written otherwise. */
export const customEmojiName = (written: string): string | undefined => {
  const name = /^:(.*):$/.exec(written)?.[1];
  return name !== undefined && emojiName.test(name) ? name : undefined;
};

/** One emoji of the Unicode that the server knows, with skin tones, sequences, flags and keycaps; nothing beside it. */
export const isEmoji = (text: string): boolean => oneEmoji.test(text);
