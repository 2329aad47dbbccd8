import type { auth as en } from '../en/auth.js';
import type { Translation } from '../translation.js';

export const auth = {
  'auth.forgot': '忘记密码？',
  'auth.sign_in': '登录',
  'auth.sign_in_text': '欢迎回来。',
  'auth.ended': '您的会话已结束。草稿已保留，登录后即可继续。',
  'auth.sign_up': '创建账号',
  'auth.sign_up_text': '在此服务器上使用的账号。',
  'auth.sign_out': '退出登录',
  'auth.email': '电子邮箱',
  'auth.password': '密码',
  'auth.password_hint': '至少 {count} 个字符。几个词语比符号更好记。',
  'auth.display_name': '姓名',
  'auth.username': '用户名',
  'auth.username_hint': '别人用它提及您：@用户名',
  'auth.invitation': '邀请码',
  'auth.no_account': '第一次来？',
  'auth.have_account': '已有账号？',
} as const satisfies Translation<typeof en>;
