import type { File as Attachment } from '@contract/message.js';
import { thumbHashToDataURL } from 'thumbhash';

export const isPicture = ({ content_type, width }: Attachment): boolean =>
  content_type.startsWith('image/') && content_type !== 'image/svg+xml' && width !== null;
export const isFilm = ({ content_type }: Attachment): boolean => content_type.startsWith('video/');
export const isSound = ({ content_type }: Attachment): boolean => content_type.startsWith('audio/');

/** A blur of the picture to stand in its place until it has come. */
export const blurOf = ({ placeholder }: Attachment): string | undefined => {
  if (!placeholder) return undefined;
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(placeholder), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
};

const MOST = { width: 420, height: 320 };

/** How large one picture is shown: its place is reserved before it comes, and never larger than it is. */
export const shownSize = ({ width, height }: Attachment): { width: number; height: number } => {
  const [w, h] = [width ?? MOST.width, height ?? MOST.height];
  const scale = Math.min(1, MOST.width / w, MOST.height / h);
  return { width: Math.max(48, Math.round(w * scale)), height: Math.max(48, Math.round(h * scale)) };
};
