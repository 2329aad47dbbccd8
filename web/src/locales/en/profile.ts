export const profile = {
  'profile.account': 'Account settings',
  'profile.edit': 'Edit profile and status',
  'profile.open': 'Profile and status',
  'profile.title': 'Profile and status',
  'profile.state': 'Shown to others as',
  'profile.status': 'Status',
  'profile.status_hint': 'What are you up to?',
  'profile.emoji': 'Emoji of the status',
  'profile.clear': 'Clear the status',
  'profile.until': 'Clear it',
} as const;
