/** Emojibase has no Arabic. Its English list is told the names that `npm run emoji:names` brought. */

interface Emoji {
  emoji: string;
  label: string;
  tags?: string[];
}

export interface Messages {
  groups: { key: string; message: string; order: number }[];
  skinTones: { key: string; message: string }[];
  /** By them the picker knows flags; nobody reads what they are called. */
  subgroups: { key: string; message: string; order: number }[];
}

const words: Record<string, string> = {
  'smileys-emotion': 'وجوه ومشاعر',
  'people-body': 'أشخاص وجسم',
  component: 'مكوّنات',
  'animals-nature': 'حيوانات وطبيعة',
  'food-drink': 'طعام وشراب',
  'travel-places': 'سفر وأماكن',
  activities: 'أنشطة',
  objects: 'أشياء',
  symbols: 'رموز',
  flags: 'أعلام',
  light: 'بشرة فاتحة',
  'medium-light': 'بشرة فاتحة إلى متوسطة',
  medium: 'بشرة متوسطة',
  'medium-dark': 'بشرة متوسطة إلى داكنة',
  dark: 'بشرة داكنة',
};

const inArabic = <T extends { key: string; message: string }>(entries: T[]): T[] =>
  entries.map((entry) => ({ ...entry, message: words[entry.key] ?? entry.message }));

export const arabicMessages = ({ groups, skinTones, subgroups }: Messages): Messages => ({
  groups: inArabic(groups),
  skinTones: inArabic(skinTones),
  subgroups,
});

/** As most people type: without vowels, without what sits on an alef, and with the plain one of two endings. */
const asTyped = (text: string): string =>
  text
    .replace(/[\u0640\u064b-\u0652]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي');

export const arabicList = <T extends Emoji>(english: readonly T[], names: string): T[] => {
  const lines = names.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
  const known = new Map(
    lines.map((line) => {
      const [emoji = '', label = '', ...tags] = line.split('\t');
      return [emoji, { label, tags }];
    }),
  );
  return english.map((entry) => {
    const name = known.get(entry.emoji);
    if (!name) return entry;
    const typed = [name.label, ...name.tags].map(asTyped);
    // Together they are one more way to be found: each by itself would count as much as a name.
    const others = typed.filter((text) => text !== name.label && !name.tags.includes(text));
    return {
      ...entry,
      label: name.label,
      tags: others.length > 0 ? [...name.tags, others.join(' · ')] : name.tags,
    };
  });
};
