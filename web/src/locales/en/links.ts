export const links = {
  'auth.forgot_text': 'We mail you a link by which you choose another one.',
  'auth.forgot_send': 'Mail me the link',
  'auth.forgot_sent': 'If that address has an account, a link is on its way to it.',
  'auth.reset': 'Choose another password',
  'auth.reset_text': 'At least 10 characters. You are signed out on all devices.',
  'auth.reset_save': 'Save the password',
  'auth.reset_done': 'It is changed. Sign in with it.',
  'auth.confirm': 'Your e-mail address',
  'auth.confirm_busy': 'Confirming…',
  'auth.confirm_done': 'It is confirmed.',
  'auth.confirm_failed': 'It could not be confirmed.',
} as const;
