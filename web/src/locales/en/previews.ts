export const previews = {
  'preview.remove': 'Remove the previews',
} as const;
