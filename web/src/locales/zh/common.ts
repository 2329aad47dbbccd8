import type { common as en } from '../en/common.js';
import type { Translation } from '../translation.js';

export const common = {
  'app.name': 'Parley',

  'action.back': '返回',
  'action.cancel': '取消',
  'action.close': '关闭',
  'action.delete': '删除',
  'action.discard': '丢弃',
  'action.dismiss': '知道了',
  'action.open': '打开',
  'action.save': '保存',
  'action.try_again': '重试',
  'action.undo': '撤销',

  'badge.mentions_other': '{count} 次提及',
  'badge.replies_other': '{count} 条未读回复',
  'badge.unread_other': '{count} 条未读消息',

  'banner.offline': '您已离线。您写的内容会保留，恢复连接后发送。',
  'update.ready': 'Parley 有新版本可用。',
  'update.reload': '重新加载',

  'banner.reconnecting': '正在重新连接。您写的内容会保留，随后发送。',

  'error.offline': '无法连接服务器。请检查网络后重试。',
  'error.unknown': '出了点问题，请重试。',
  'error.invalid_credentials': '邮箱或密码不正确。',
  'error.username_taken': '该用户名已被使用。',
  'error.email_taken': '该邮箱已注册。',
  'error.rate_limited': '操作太快了，请在 {seconds} 秒后重试。',
  'error.last_owner': '您是此房间的所有者，请先移交给别人。',
  'error.pin_limit_reached': '已置顶十条消息，请先取消一条。',
  'error.permission_denied': '您在这里无权这样做。',
  'error.muted': '您在这里暂时被禁言。',
  'error.room_read_only': '此房间只有管理人员可以发言。',
  'error.slow_mode': '此房间处于慢速模式，请在 {time} 后再发。',
  'error.banned': '您已被此房间封禁。',
  'error.blocked': '你们无法互发消息：其中一方已屏蔽对方。',
  'error.invitation_invalid': '链接已过期、被撤销或已用完。',
  'error.send_expired': '一天之内都未能发送。',
  'error.search_too_broad': '搜索耗时过长。请添加一个词、一个人或一个日期。',
  'error.clipboard': '浏览器不允许此操作。请选中文字后手动复制。',
  'error.room_archived': '此房间已归档：只能阅读，不能更改。',

  'notfound.title': '这里什么都没有',
  'notfound.text': '链接有误或已失效。',
  'notfound.home': '前往您的会话',

  'people.label': '人员',
  'people.search': '按姓名搜索',
  'people.none': '没有这个名字的人。',
  'people.remove': '移除 {name}',
  'people.somebody': '某人',
  'people.you': '您',
  'people.you_mark': '您',

  'presence.online': '在线',
  'presence.away': '离开',
  'presence.busy': '忙碌',
  'presence.offline': '离线',
  'presence.invisible': '隐身',
  'presence.last_seen': '上次在线：{time}',

  'time.now': '刚刚',
  'time.minutes_other': '{count} 分钟前',
  'time.hours_other': '{count} 小时前',
  'time.today': '今天',
  'time.yesterday': '昨天',

  'until.never': '从不',
  'until.hour': '一小时后',
  'until.four': '四小时后',
  'until.today': '今晚',
  'until.week': '本周末',
} as const satisfies Translation<typeof en>;
