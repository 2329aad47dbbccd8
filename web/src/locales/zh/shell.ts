import type { shell as en } from '../en/shell.js';
import type { Translation } from '../translation.js';

export const shell = {
  'home.title': '尚未打开会话',
  'home.text': '在左侧选择一个会话，或新建一个。',

  'keys.open': '键盘快捷键',
  'keys.title': '键盘快捷键',
  'keys.everywhere': '任何地方',
  'keys.switch': '前往会话',
  'keys.previous': '上一个会话',
  'keys.next': '下一个会话',
  'keys.close': '关闭打开的内容',
  'keys.this': '显示这些快捷键',
  'keys.writing': '输入时',
  'keys.send': '发送',
  'keys.line': '换行',
  'keys.edit_last': '编辑您的上一条消息（输入框为空时）',
  'keys.mention': '提及某人',
  'keys.room': '提到房间',
  'keys.message': '在消息上',
  'keys.walk': '上一条和下一条消息',
  'keys.react': '回应',
  'keys.reply': '在消息列中回复',
  'keys.edit': '编辑',
  'keys.pin': '置顶或取消置顶',
  'keys.copy': '复制文字',
  'keys.link': '复制其链接',
  'keys.unread': '从这里标为未读',
  'keys.delete': '删除',

  'search.title': '搜索',
  'search.here': '在此对话中搜索',
  'rail.home': '会话',
  'rail.me': '{name}：资料、主题、退出登录',

  'sidebar.label': '会话',
  'sidebar.rooms': '房间',
  'sidebar.dms': '私信',
  'sidebar.no_rooms': '房间是群组交谈的地方。创建一个，或浏览更多。',
  'sidebar.no_dms': '点加号给某人写消息。',
  'sidebar.failed': '房间加载失败。',

  'switcher.open': '前往会话 (Ctrl K)',
  'switcher.title': '前往',
  'switcher.hint': '房间或人名',
  'switcher.none': '没有这个名称。',

  'theme.system': '跟随系统',
  'theme.light': '浅色',
  'theme.dark': '深色',
} as const satisfies Translation<typeof en>;
