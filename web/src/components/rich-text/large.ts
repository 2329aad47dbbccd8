const onlyEmoji =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f\u20e3\s])+$/u;
const MOST_LARGE = 6;

/** A few emojis and nothing else are shown large. */
const custom = /:[a-z0-9_+-]{2,32}:/g;

export const isLarge = (written: string): boolean => {
  const text = written.replace(custom, '😀');
  return (
    onlyEmoji.test(text) && [...new Intl.Segmenter().segment(text.replace(/\s/g, ''))].length <= MOST_LARGE
  );
};
