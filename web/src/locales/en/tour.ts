export const tour = {
  'tour.label': 'First steps',
  'tour.step': 'Step {at} of {of}',
  'tour.end': 'End the tour',
  'tour.next': 'Next',
  'tour.done': 'Done',
  'tour.rooms': 'Talk in rooms',
  'tour.rooms_text':
    'Rooms are where a group talks. Join one that is open to everybody, or create one and invite people.',
  'tour.rooms_try': 'Browse rooms',
  'tour.write': 'Write to somebody',
  'tour.write_text': 'A direct message is read only by those who are in it: one person, or up to ten.',
  'tour.write_try': 'New message',
  'tour.find': 'Go anywhere quickly',
  'tour.find_text': '{keys} finds a room or a person by a few letters. A question mark lists all the keys.',
  'tour.find_try': 'Try it',
  'tour.status': 'Say how you are',
  'tour.status_text':
    'Your status tells others whether to expect an answer. Nobody sees it when you choose to be invisible.',
  'tour.status_try': 'Set my status',
} as const;
