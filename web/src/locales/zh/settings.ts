import type { settings as en } from '../en/settings.js';
import type { Translation } from '../translation.js';

export const settings = {
  'settings.title': '设置',
  'settings.open': '设置',
  'settings.profile': '个人资料',
  'settings.appearance': '外观',
  'settings.notifications': '通知',
  'settings.security': '会话与安全',
  'settings.blocked': '已屏蔽的人',

  'appearance.theme': '主题',
  'appearance.contrast': '对比度',
  'appearance.contrast_system': '跟随系统',
  'appearance.contrast_more': '高',
  'appearance.density': '密度',
  'appearance.comfortable': '舒适',
  'appearance.compact': '紧凑',
  'appearance.motion': '动态效果',
  'appearance.motion_system': '跟随系统',
  'appearance.motion_less': '减少',
  'appearance.language': '语言',
  'appearance.language_hint': '日期和数字随语言而变。',

  'blocked.text': '被您屏蔽的人无法单独给您发消息。他们在房间里说的话会对您折叠。',
  'blocked.none': '没有屏蔽任何人',
  'blocked.unblock': '取消屏蔽',
  'blocked.unblocked': '已取消屏蔽 {name}',
  'blocked.block': '屏蔽 {name}',
  'blocked.blocked': '已屏蔽 {name}',
  'blocked.failed': '列表加载失败。',
  'blocked.folded': '来自您已屏蔽的人的消息',
  'blocked.show': '显示',

  'settings.bots': '机器人',
  'settings.administration': '管理',
  'settings.server': '此服务器',
  'settings.people': '人员',
  'settings.reports': '举报',
  'settings.audit': '审计日志',
  'settings.invitations': '邀请',
} as const satisfies Translation<typeof en>;
