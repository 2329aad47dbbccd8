import type { notify as en } from '../en/notify.js';
import type { Translation } from '../translation.js';

export const notify = {
  'notify.level': '通知我',
  'notify.all': '所有消息',
  'notify.mentions': '提及及以下内容',
  'notify.none': '不通知',
  'notify.default': '与全局一致',
  'notify.direct_messages': '私信',
  'notify.thread_replies': '我关注的话题中的回复',
  'notify.reactions': '对我消息的回应',
  'notify.keywords': '提醒我的关键词',
  'notify.keywords_hint': '用逗号分隔，效果与提及相同。',
  'notify.quiet': '免打扰时段',
  'notify.quiet_hint': '期间不推送，可稍后在动态中查看。',
  'notify.quiet_from': '从',
  'notify.quiet_to': '到',
  'notify.push': '在此设备上通知',
  'notify.push_hint': '即使 Parley 已关闭。',
  'notify.push_denied': '浏览器未允许通知，请在网站设置中更改。',
  'notify.push_unsupported': '此浏览器无法在页面关闭时显示通知。',
  'notify.push_content': '显示消息内容',
  'notify.receipts': '已读回执',
  'notify.receipts_hint': '关闭后，他人看不到你的已读状态，你也看不到他人的。',
  'notify.here': '此处的通知',
  'notify.mute': '静音',
  'notify.unmute': '取消静音',
} as const satisfies Translation<typeof en>;
