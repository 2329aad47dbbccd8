import type { search as en } from '../en/search.js';
import type { Translation } from '../translation.js';

export const search = {
  'search.placeholder': '搜索消息和文件',
  'search.begin': '查找说过的话',
  'search.begin_text': '输入关键词，或用 from:、in:、has:、before:、after: 缩小范围。',
  'search.filters': '结果类型',
  'search.type_all': '全部',
  'search.type_file': '文件',
  'search.type_image': '图片',
  'search.type_video': '视频',
  'search.type_link': '链接',
  'search.type_text': '仅文字',
  'search.by_relevance': '按相关性排序',
  'search.failed': '搜索失败',
  'search.none': '未找到结果',
  'search.none_text': '请减少关键词或换种写法。',
  'search.unknown': '找不到名为 {what} 的内容。',
  'search.more': '更多结果',
  'search.suggestions': '建议',
  'search.forget': '忘记“{query}”',
  'search.clear': '清除搜索',
  'search.found_other': '{count} 条结果',
} as const satisfies Translation<typeof en>;
