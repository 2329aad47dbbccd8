import type { tour as en } from '../en/tour.js';
import type { Translation } from '../translation.js';

export const tour = {
  'tour.label': '入门',
  'tour.step': '第 {at} 步，共 {of} 步',
  'tour.end': '结束导览',
  'tour.next': '下一步',
  'tour.done': '完成',
  'tour.rooms': '在房间里聊天',
  'tour.rooms_text': '房间是大家一起聊天的地方。加入一个公开的房间，或创建一个并邀请他人。',
  'tour.rooms_try': '浏览房间',
  'tour.write': '给某人写信',
  'tour.write_text': '私信只有参与者能看到：一个人，或最多十个人。',
  'tour.write_try': '新消息',
  'tour.find': '快速前往',
  'tour.find_text': '按 {keys}，输入几个字母即可找到房间或联系人。按问号可查看所有快捷键。',
  'tour.find_try': '试一试',
  'tour.status': '告诉大家你的状态',
  'tour.status_text': '状态让别人知道能否等到你的回复。选择隐身时，没有人会看到它。',
  'tour.status_try': '设置状态',
} as const satisfies Translation<typeof en>;
