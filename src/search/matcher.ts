import { escapeRegExp } from '../common/regexp.js';
import type { Highlight } from '../contract/search.js';
import type { SearchQuery } from '../contract/search-query.js';
import {
  type FoldedText,
  fold,
  foldWithOrigins,
  isBoundary,
  type Segment,
  segmentsOf,
} from '../messages/folded-text.js';
import { askedTerms, type Fit } from '../messages/search-terms.js';

/** As many terms as a query asks the index for: more of them find nothing less, and each costs. */
const ASKED_TERMS = 12;
const HIGHLIGHTS = 200;

interface Word {
  segment: Segment;
  fit: Fit;
}

/** A text to look through, and what was found in it. */
interface Found {
  ranges: Highlight[];
  whole: number;
}

export interface Match {
  highlights: Highlight[];
  /** One list for each of the texts beside the content. */
  besideHighlights: Highlight[][];
  /** How well it answers: whole words count more than parts, and words that stand together more than others. */
  score: number;
}

/** What a message is compared with: the index only says which ones are worth a look. */
export class Matcher {
  /** What the index is asked for. Without any, messages are looked through one after the other. */
  readonly terms: string[];
  /** Whether anything is asked of the text at all. */
  readonly demanding: boolean;
  private readonly words: Word[];
  private readonly phrases: RegExp[];
  private readonly excluded: RegExp[];

  constructor(query: SearchQuery) {
    this.words = query.words.flatMap((word, index) =>
      wordsIn(word, query.typing && index === query.words.length - 1),
    );
    const phrases = query.phrases.map(fold).filter((phrase) => phrase.trim() !== '');
    this.phrases = phrases.map(patternOf);
    this.excluded = query.excluded.map(fold).map(patternOf);
    this.terms = termsFor([
      ...this.words,
      ...phrases.flatMap(segmentsOf).map((segment) => ({ segment, fit: 'whole' as const })),
    ]);
    this.demanding = this.words.length + this.phrases.length + this.excluded.length > 0;
  }

  match(content: string, beside: string[]): Match | null {
    const texts = [content, ...beside].map(foldWithOrigins);
    if (this.excluded.some((pattern) => texts.some((text) => rangesOf(text, pattern, 1).length > 0)))
      return null;
    const found = texts.map((): Found => ({ ranges: [], whole: 0 }));
    const sought = [
      ...this.words.map((word) => (text: FoldedText) => occurrences(text, word)),
      ...this.phrases.map((pattern) => (text: FoldedText) => {
        const ranges = rangesOf(text, pattern, HIGHLIGHTS);
        return { ranges, whole: ranges.length * 2 };
      }),
    ];
    for (const seek of sought) {
      const hits = texts.map(seek);
      if (hits.every(({ ranges }) => ranges.length === 0)) return null;
      hits.forEach((hit, index) => {
        found[index]?.ranges.push(...hit.ranges);
        if (found[index]) found[index].whole += Math.min(hit.whole, 3);
      });
    }
    const [highlights = [], ...besideHighlights] = found.map(({ ranges }) => merged(ranges));
    return { highlights, besideHighlights, score: this.score(found, highlights, content.length) };
  }

  private score(found: Found[], highlights: Highlight[], length: number): number {
    const whole = found.reduce((sum, text) => sum + text.whole, 0);
    const together = highlights.filter(
      ({ start }, index) => index > 0 && start - (highlights[index - 1] as Highlight).end <= 1,
    ).length;
    const brief = 100 / (100 + length);
    return Math.round((whole * 10 + together * 5 + brief * 5) * 1_000);
  }
}

/** A word as typed may be several: `don't`, `漢字abc`. Only the last piece may go on. */
const wordsIn = (word: string, typing: boolean): Word[] => {
  const segments = segmentsOf(fold(word));
  return segments.map((segment, index) => {
    const last = index === segments.length - 1;
    return { segment, fit: fitOf(segment, last ? (typing ? 'part' : 'prefix') : 'whole') };
  });
};

/** One letter begins too many words, and two are in too many: they are taken as what they are. */
const fitOf = ({ text }: Segment, fit: Fit): Fit => {
  const length = Array.from(text).length;
  if (length === 1) return 'whole';
  return length === 2 && fit === 'part' ? 'prefix' : fit;
};

/** Those of the longest words first: they are likely the rarest. */
const termsFor = (words: Word[]): string[] => {
  const bySize = [...words].sort((a, b) => b.segment.text.length - a.segment.text.length);
  const terms = [...new Set(bySize.flatMap(({ segment, fit }) => askedTerms(segment, fit)))];
  if (terms.length <= ASKED_TERMS) return terms;
  return Array.from(
    { length: ASKED_TERMS },
    (_, index) => terms[Math.floor((index * terms.length) / ASKED_TERMS)] as string,
  );
};

/** An exact text: whatever blanks are between its words, and not from the middle of one. */
const patternOf = (folded: string): RegExp => {
  const pieces = folded.trim().split(/\s+/u);
  return new RegExp(pieces.map(escapeRegExp).join('\\s+'), 'gu');
};

const rangesOf = (folded: FoldedText, pattern: RegExp, most: number): Highlight[] => {
  const ranges: Highlight[] = [];
  for (const { 0: text, index } of folded.text.matchAll(pattern)) {
    const end = index + text.length;
    if (text === '' || !isBoundary(folded.text, index) || !isBoundary(folded.text, end)) continue;
    ranges.push({ start: folded.start(index), end: folded.end(end - 1) });
    if (ranges.length >= most) break;
  }
  return ranges;
};

const occurrences = (folded: FoldedText, { segment, fit }: Word): Found => {
  const { text, spaced } = segment;
  const found: Found = { ranges: [], whole: 0 };
  for (let at = folded.text.indexOf(text); at >= 0; at = folded.text.indexOf(text, at + 1)) {
    const end = at + text.length;
    const begins = isBoundary(folded.text, at);
    const ends = isBoundary(folded.text, end);
    if (spaced && fit !== 'part' && !(begins && (fit === 'prefix' || ends))) continue;
    found.ranges.push({ start: folded.start(at), end: folded.end(end - 1) });
    if (begins && ends) found.whole += 1;
    if (found.ranges.length >= HIGHLIGHTS) break;
  }
  return found;
};

const merged = (ranges: Highlight[]): Highlight[] => {
  const result: Highlight[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result.slice(0, HIGHLIGHTS);
};
