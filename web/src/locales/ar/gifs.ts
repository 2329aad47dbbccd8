import type { gifs as en } from '../en/gifs.js';
import type { Translation } from '../translation.js';

export const gifs = {
  'gif.open': 'صور متحركة',
  'gif.search': 'ابحث عن صور متحركة',
  'gif.none': 'لم يُعثر على صور متحركة.',
  'gif.off': 'لا مزوّد صور متحركة لهذا الخادم. يمكن للمسؤول إضافته.',
  'gif.more': 'المزيد',
  'gif.unnamed': 'صورة متحركة',
  'gif.credit': 'مقدمة من GIPHY',
} as const satisfies Translation<typeof en>;
