import type { account as en } from '../en/account.js';
import type { Translation } from '../translation.js';

export const account = {
  'account.password': '密码',
  'account.current_password': '当前密码',
  'account.new_password': '新密码',
  'account.password_hint': '至少 10 个字符。其他设备将被登出。',
  'account.change_password': '更改密码',
  'account.password_changed': '密码已更改。',
  'account.email': '电子邮箱',
  'account.new_email': '新邮箱',
  'account.change_email': '更改邮箱',
  'account.email_changed': '邮箱已更改。',
  'account.email_sent': '请打开发送到新邮箱的链接。',
  'account.sessions': '登录的设备',
  'account.this_device': '此设备',
  'account.unknown_device': '未知设备',
  'account.end_session': '登出',
  'account.end_others': '登出所有其他设备',
  'account.leave': '离开此服务器',
  'account.leave_text': '停用的账号可由管理员重新启用，删除则不可恢复。',
  'account.deactivate': '停用',
  'account.deactivate_text': '你将在所有设备登出，他人无法给你发消息。已发内容会保留。',
  'account.erase': '删除账号',
  'account.erase_text': '姓名、头像、邮箱和设置将永久删除，无法撤销。',
  'account.erase_messages': '同时删除我的消息',
  'account.gone': '账号已关闭。',
} as const satisfies Translation<typeof en>;
