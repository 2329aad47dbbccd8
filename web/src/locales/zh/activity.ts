import type { activity as en } from '../en/activity.js';
import type { Translation } from '../translation.js';

export const activity = {
  'activity.title': '动态',
  'activity.read_all': '全部标为已读',
  'activity.none': '暂无动态',
  'activity.none_text': '提及、私信、话题回复和回应会汇集在这里。',
  'activity.failed': '无法加载动态。',
  'activity.more': '更早',
  'activity.unread': '未读',
  'activity.mention': '{name} 提到了你',
  'activity.direct': '{name} 给你发了消息',
  'activity.thread_reply': '{name} 在话题中回复了',
  'activity.keyword': '{name} 提到了你的关键词',
  'activity.message': '{name} 在 {room} 中发言',
  'activity.reaction': '{name} 回应了 {emoji}',
  'activity.room_added': '{name} 将你加入了 {room}',
  'activity.missed_call': '你错过了 {name} 的来电',
} as const satisfies Translation<typeof en>;
