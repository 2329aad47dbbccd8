const MAX_BYTES = 200;
const FALLBACK = 'file';
/** Far more than is kept. A name of thousands of characters, gone through again and again, would hold everybody up. */
const MOST_READ = { begin: 800, end: 200 } as const;

/** Control characters, and marks that turn the direction of writing: `exe.gpj` may look like `jpg.exe`. */
const invisible = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
/** What is a separator, or means something to some file system. */
const special = /[<>:"|?*]/g;

/** A name that can be shown, stored and put into a header, as near as possible to what was sent. */
export const safeFileName = (sent: string): string => {
  const last = sent.split(/[/\\]/).at(-1) ?? '';
  const name = readable(last)
    .toWellFormed()
    .normalize('NFC')
    .replace(invisible, '')
    .replace(special, '_')
    .trim()
    // A leading dot hides a file, a trailing one is dropped by Windows, and the type with it.
    .replace(/^\.+|[. ]+$/g, '');
  return shortened(name) || FALLBACK;
};

const readable = (name: string): string =>
  name.length <= MOST_READ.begin + MOST_READ.end
    ? name
    : name.slice(0, MOST_READ.begin) + name.slice(-MOST_READ.end);

/** Cut in the middle: the ending says most. */
const shortened = (name: string): string => {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : '';
  let stem = [...name.slice(0, name.length - ending.length)];
  while (Buffer.byteLength(stem.join('') + ending) > MAX_BYTES) stem = stem.slice(0, -1);
  return stem.join('').trim() + ending;
};

/** The header that names a download: plain ASCII for old clients, RFC 8187 for the others. */
export const contentDisposition = (kind: 'inline' | 'attachment', name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
