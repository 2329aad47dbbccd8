export const emojis = {
  'emojis.title': 'Emoji of this server',
  'emojis.text': 'Everybody can use these in messages and as reactions: write the name between colons.',
  'emojis.name': 'Name',
  'emojis.name_hint': '2 to 32 of a–z, 0–9, _ + -',
  'emojis.taken': 'There is one of that name.',
  'emojis.add': 'Add an emoji',
  'emojis.none': 'No emoji of its own yet',
  'emojis.remove': 'Remove',
} as const;
