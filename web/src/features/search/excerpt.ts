import type { Highlight } from '@contract/search.js';

export interface Piece {
  text: string;
  isHit: boolean;
}

const BEFORE = 80;
const LENGTH = 320;

/** Not in the middle of a pair of surrogates. */
const safe = (content: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(content[at] ?? '') ? at - 1 : at;

/** What was hidden stays hidden, and everything else where it was: a search tells no more than the message does. */
const hideSpoilers = (content: string): string =>
  content.replace(/\|\|([\s\S]+?)\|\|/g, (written) => '▒'.repeat(written.length));

/** The part of a text around its first hit, in pieces. */
export const excerptOf = (written: string, highlights: readonly Highlight[]): Piece[] => {
  const content = hideSpoilers(written);
  const first = highlights[0]?.start ?? 0;
  const start = safe(content, first > BEFORE ? first - BEFORE : 0);
  const end = safe(content, Math.min(content.length, start + LENGTH));
  const pieces: Piece[] = start > 0 ? [{ text: '…', isHit: false }] : [];
  let at = start;
  for (const hit of highlights) {
    if (hit.start >= end) break;
    if (hit.start > at) pieces.push({ text: content.slice(at, hit.start), isHit: false });
    const to = Math.min(hit.end, end);
    if (to > hit.start) pieces.push({ text: content.slice(hit.start, to), isHit: true });
    at = to;
  }
  if (at < end) pieces.push({ text: content.slice(at, end), isHit: false });
  if (end < content.length) pieces.push({ text: '…', isHit: false });
  return pieces;
};

/** A name as the box takes it after an operator. */
export const quoted = (name: string): string =>
  /[\s"]/u.test(name) ? `"${name.replaceAll('"', '')}"` : name;

/** Puts what was picked in the place of what was typed last. */
export const complete = (typed: string, picked: string): string => {
  const kept = typed.replace(/(?:[^\s"]|"[^"]*"?)*$/u, '');
  return `${kept}${picked}${picked.endsWith(':') ? '' : ' '}`;
};
