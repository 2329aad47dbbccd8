export const saved = {
  'saved.action': 'Save for later',
  'saved.title': 'Saved messages',
  'saved.none': 'Nothing saved yet',
  'saved.none_text': 'Save a message from its menu to find it here again. Only you see this.',
  'saved.more': 'Earlier',
  'saved.remove': 'Take off the list',
  'saved.done': 'Saved',
  'saved.undone': 'No longer saved',
} as const;
