import type { links as en } from '../en/links.js';
import type { Translation } from '../translation.js';

export const links = {
  'auth.forgot_text': '我们会给你发送重设密码的链接。',
  'auth.forgot_send': '发送链接',
  'auth.forgot_sent': '如果该邮箱已注册，链接已发出。',
  'auth.reset': '设置新密码',
  'auth.reset_text': '至少 10 个字符。所有设备将登出。',
  'auth.reset_save': '保存密码',
  'auth.reset_done': '已更改，请用新密码登录。',
  'auth.confirm': '你的邮箱',
  'auth.confirm_busy': '正在确认…',
  'auth.confirm_done': '已确认。',
  'auth.confirm_failed': '确认失败。',
} as const satisfies Translation<typeof en>;
