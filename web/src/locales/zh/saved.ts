import type { saved as en } from '../en/saved.js';
import type { Translation } from '../translation.js';

export const saved = {
  'saved.action': '稍后查看',
  'saved.title': '已保存的消息',
  'saved.none': '尚未保存任何消息',
  'saved.none_text': '在消息菜单中选择保存即可在此找到，仅你可见。',
  'saved.more': '更早',
  'saved.remove': '从列表移除',
  'saved.done': '已保存',
  'saved.undone': '已取消保存',
} as const satisfies Translation<typeof en>;
