import type { pictures as en } from '../en/pictures.js';
import type { Translation } from '../translation.js';

export const pictures = {
  'picture.change': 'تغيير الصورة',
  'picture.remove': 'إزالة الصورة',
  'picture.cover': 'صورة الغلاف',
  'picture.zoom': 'تكبير',
} as const satisfies Translation<typeof en>;
