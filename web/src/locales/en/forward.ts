export const forward = {
  'forward.action': 'Forward',
  'forward.title': 'Forward to',
  'forward.done': 'Forwarded',
  'forward.from': 'Forwarded from {name}',
  'forward.gone': 'The message was deleted.',
} as const;
