import type { emojis as en } from '../en/emojis.js';
import type { Translation } from '../translation.js';

export const emojis = {
  'emojis.title': '本服务器表情',
  'emojis.text': '所有人都可在消息和回应中使用：在冒号之间输入名称。',
  'emojis.name': '名称',
  'emojis.name_hint': '2–32 个字符：a–z、0–9、_ + -',
  'emojis.taken': '该名称已存在。',
  'emojis.add': '添加表情',
  'emojis.none': '暂无自定义表情',
  'emojis.remove': '移除',
} as const satisfies Translation<typeof en>;
