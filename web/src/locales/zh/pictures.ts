import type { pictures as en } from '../en/pictures.js';
import type { Translation } from '../translation.js';

export const pictures = {
  'picture.change': '更换头像',
  'picture.remove': '移除头像',
  'picture.cover': '封面图片',
  'picture.zoom': '缩放',
} as const satisfies Translation<typeof en>;
