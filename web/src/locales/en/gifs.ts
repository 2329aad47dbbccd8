export const gifs = {
  'gif.open': 'GIFs',
  'gif.search': 'Search GIFs',
  'gif.none': 'No GIFs found.',
  'gif.off': 'This server has no GIF provider. An administrator can add one.',
  'gif.more': 'More',
  'gif.unnamed': 'GIF',
  'gif.credit': 'Powered by GIPHY',
} as const;
