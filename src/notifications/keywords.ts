import { escapeRegExp } from '../common/regexp.js';

/** Scripts that put no spaces between words: there a keyword is found wherever it stands. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const inWord = /^[\p{L}\p{M}\p{N}_]$/u;
const isUnspaced = new RegExp(`^[${unspaced}]$`, 'u');

const known = new WeakMap<readonly string[], RegExp>();

/** Whether one of the keywords stands in the text as a whole word, whatever its case. */
export const hasKeyword = (text: string, keywords: readonly string[]): boolean => {
  if (keywords.length === 0) return false;
  let pattern = known.get(keywords);
  if (!pattern) {
    pattern = new RegExp(keywords.map(wholeWord).join('|'), 'iu');
    known.set(keywords, pattern);
  }
  return pattern.test(text.normalize('NFC'));
};

/** `c++` ends in no letter: there whatever follows is not part of the word. */
const wholeWord = (keyword: string): string => {
  const letters = [...keyword];
  const bound = (letter: string | undefined) =>
    letter !== undefined && inWord.test(letter) && !isUnspaced.test(letter);
  const before = bound(letters[0]) ? '(?<![\\p{L}\\p{M}\\p{N}_])' : '';
  const after = bound(letters.at(-1)) ? '(?![\\p{L}\\p{M}\\p{N}_])' : '';
  return `${before}${escapeRegExp(keyword.normalize('NFC')).replace(/\s+/g, '\\s+')}${after}`;
};
