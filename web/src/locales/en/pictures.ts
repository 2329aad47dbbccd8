export const pictures = {
  'picture.change': 'Change the picture',
  'picture.remove': 'Remove the picture',
  'picture.cover': 'Cover picture',
  'picture.zoom': 'Zoom',
} as const;
