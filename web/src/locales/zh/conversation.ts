import type { conversation as en } from '../en/conversation.js';
import type { Translation } from '../translation.js';

export const conversation = {
  'composer.room': '发消息到 #{name}',
  'composer.dm': '发消息给 {name}',
  'composer.emoji': '添加表情',
  'composer.send': '发送',
  'composer.rooms': '可提到的房间',
  'composer.emojis': '表情',
  'composer.mention': '可提及的人',
  'composer.left_other': '还可输入 {count} 个字符',
  'composer.too_long_other': '超出 {count} 个字符',

  'code.copy': '复制代码',
  'code.copied': '代码已复制',

  'conversation.messages': '消息',
  'conversation.new': '新消息',
  'conversation.to_latest': '回到最新',
  'conversation.new_below_other': '{count} 条新消息',
  'conversation.load_failed': '消息加载失败，内容没有丢失。',
  'conversation.not_here': '这条消息已不在这里。',

  'dm.hide': '从列表中移除',
  'dm.hidden': '有新消息时会再次出现',
  'dm.new': '新消息',
  'dm.new_text': '写给一个人，或最多十人的小组。',
  'dm.to': '收件人',
  'dm.open': '开始',
  'dm.people_other': '{count} 人',
  'dm.and_more': '{names} 和另外 {count} 人',
  'dm.intro': '这是您与 {name} 会话的开始。只有参与者可以阅读。',
  'dm.unknown_title': '找不到此会话',
  'dm.unknown_text': '它可能属于别人，或链接有误。',

  'emoji.search': '搜索表情',
  'emoji.none': '没有这样的表情',
  'emoji.failed': '表情未能加载',
  'emoji.pick': '选择一个表情',
  'emoji.tone': '肤色',

  'format.label': '格式',
  'format.show': '显示格式工具',
  'format.bold': '粗体',
  'format.italic': '斜体',
  'format.strike': '删除线',
  'format.code': '代码',
  'format.link': '链接',
  'format.list': '列表',
  'format.quote': '引用',
  'format.block': '代码块',

  'typing.one': '{name} 正在输入…',
  'typing.two': '{first} 和 {second} 正在输入…',
  'typing.many': '{count} 人正在输入…',
} as const satisfies Translation<typeof en>;
