import type { files as en } from '../en/files.js';
import type { Translation } from '../translation.js';

export const files = {
  'files.attach': '添加文件',
  'files.attached': '已添加的文件',
  'files.drop': '拖放文件即可添加',
  'files.too_many': '一条消息最多可添加 {count} 个文件。',
  'files.retry': '重新上传 {name}',
  'files.remove': '移除 {name}',
  'files.uploading': '正在上传 {name}',
  'files.open': '打开 {name}',
  'files.download': '下载',
  'files.of': '第 {at} 个，共 {count} 个',
  'files.previous': '上一张图片',
  'files.next': '下一张图片',
  'files.title': '文件',
  'files.none': '在此发送的文件会显示在这里。',
  'files.more': '更早的文件',
} as const satisfies Translation<typeof en>;
