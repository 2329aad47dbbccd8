import type { profile as en } from '../en/profile.js';
import type { Translation } from '../translation.js';

export const profile = {
  'profile.account': '账户设置',
  'profile.edit': '编辑资料和状态',
  'profile.open': '资料和状态',
  'profile.title': '资料和状态',
  'profile.state': '别人看到的状态',
  'profile.status': '状态',
  'profile.status_hint': '您在做什么？',
  'profile.emoji': '状态表情',
  'profile.clear': '清除状态',
  'profile.until': '清除时间',
} as const satisfies Translation<typeof en>;
