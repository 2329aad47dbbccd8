import type { threads as en } from '../en/threads.js';
import type { Translation } from '../translation.js';

export const threads = {
  'thread.title': '消息列',
  'thread.back': '返回会话',
  'thread.widen': '占满宽度',
  'thread.narrow': '显示在会话旁边',
  'thread.reply': '回复',
  'thread.replies_other': '{count} 条回复',
  'thread.last_reply': '最近 {time}',
  'thread.older': '更早的回复',
  'thread.none': '还没有回复。',
  'thread.load_failed': '消息列加载失败。',
  'thread.follow': '关注',
  'thread.following': '已关注',
  'thread.follow_hint': '新回复会显示在“消息列”中。',
  'thread.people': '参与者：{names}',
  'thread.also_in_room': '同时发送到 #{name}',
  'thread.also_in_dm': '同时发送到会话',

  'threads.title': '消息列',
  'threads.none': '还没有消息列',
  'threads.none_text': '您发起、回复或被提及的消息列会汇集在这里。',
  'threads.failed': '消息列加载失败。',
  'threads.more': '更早的消息列',
} as const satisfies Translation<typeof en>;
