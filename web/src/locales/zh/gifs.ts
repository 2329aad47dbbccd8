import type { gifs as en } from '../en/gifs.js';
import type { Translation } from '../translation.js';

export const gifs = {
  'gif.open': 'GIF',
  'gif.search': '搜索 GIF',
  'gif.none': '未找到 GIF。',
  'gif.off': '此服务器未配置 GIF 提供商，管理员可添加。',
  'gif.more': '更多',
  'gif.unnamed': 'GIF',
  'gif.credit': '由 GIPHY 提供',
} as const satisfies Translation<typeof en>;
