/** A text, and what is selected in it. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

export const formats = ['bold', 'italic', 'strike', 'code', 'link', 'list', 'quote', 'block'] as const;
export type Format = (typeof formats)[number];

const marks: Partial<Record<Format, string>> = { bold: '**', italic: '_', strike: '~~', code: '`' };
const prefixes: Partial<Record<Format, string>> = { list: '- ', quote: '> ' };

/** Puts a mark around what is selected, or takes it away; what is selected stays so. */
const wrap = ({ text, start, end }: Selected, mark: string): Selected => {
  const { length } = mark;
  const [before, inside, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  if (before.endsWith(mark) && after.startsWith(mark)) {
    const bare = before.slice(0, -length) + inside + after.slice(length);
    return { text: bare, start: start - length, end: end - length };
  }
  return { text: before + mark + inside + mark + after, start: start + length, end: end + length };
};

/** The lines that the selection touches. */
const lines = ({ text, start, end }: Selected): { from: number; to: number } => {
  const to = text.indexOf('\n', end);
  return { from: text.lastIndexOf('\n', start - 1) + 1, to: to === -1 ? text.length : to };
};

const prefix = (selected: Selected, sign: string): Selected => {
  const { from, to } = lines(selected);
  const all = selected.text.slice(from, to).split('\n');
  const hasAll = all.every((line) => line.startsWith(sign));
  const changed = all.map((line) => (hasAll ? line.slice(sign.length) : sign + line)).join('\n');
  const end = from + changed.length;
  return {
    text: selected.text.slice(0, from) + changed + selected.text.slice(to),
    start: all.length > 1 ? from : end,
    end,
  };
};

/** Between fences on lines of their own, with the caret where the code is. */
const block = (selected: Selected): Selected => {
  const { from, to } = lines(selected);
  const opening = '```\n';
  const code = selected.text.slice(from, to);
  const text = `${selected.text.slice(0, from)}${opening}${code}\n\`\`\`${selected.text.slice(to)}`;
  const end = from + opening.length + code.length;
  return { text, start: end, end };
};

const PLACE = 'https://';

/** What is selected becomes the text of the link, and where it leads is what is to be written next. */
const link = ({ text, start, end }: Selected): Selected => {
  const label = text.slice(start, end);
  const at = start + 1;
  const linked = `${text.slice(0, start)}[${label}](${PLACE})${text.slice(end)}`;
  if (label === '') return { text: linked, start: at, end: at };
  const url = at + label.length + 2;
  return { text: linked, start: url, end: url + PLACE.length };
};

export const applyFormat = (format: Format, selected: Selected): Selected => {
  const [mark, sign] = [marks[format], prefixes[format]];
  if (mark !== undefined) return wrap(selected, mark);
  if (sign !== undefined) return prefix(selected, sign);
  return format === 'link' ? link(selected) : block(selected);
};

interface Keys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const byKey: Record<string, Format> = { b: 'bold', i: 'italic', e: 'code' };
/** Ctrl K goes to another conversation: a link has a shift before it. */
const byShiftedKey: Record<string, Format> = { x: 'strike', u: 'link' };

/** As Ctrl or ⌘ with a letter ask for it. */
export const formatOf = ({ key, ctrlKey, metaKey, altKey, shiftKey }: Keys): Format | undefined =>
  (ctrlKey || metaKey) && !altKey ? (shiftKey ? byShiftedKey : byKey)[key.toLowerCase()] : undefined;

/** How the key is written, where there is one. */
export const keysOf: Partial<Record<Format, string>> = {
  bold: 'Ctrl B',
  italic: 'Ctrl I',
  code: 'Ctrl E',
  strike: 'Ctrl Shift X',
  link: 'Ctrl Shift U',
};
