import type { forward as en } from '../en/forward.js';
import type { Translation } from '../translation.js';

export const forward = {
  'forward.action': '转发',
  'forward.title': '转发到',
  'forward.done': '已转发',
  'forward.from': '转发自 {name}',
  'forward.gone': '该消息已删除。',
} as const satisfies Translation<typeof en>;
