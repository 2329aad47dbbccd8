import { MessageId, MessageResult } from './message.js';
import { operation } from './operation.js';

export const removePreviews = operation({
  id: 'remove_previews',
  tag: 'Messages',
  summary: 'Take the previews of links off an own message, for good',
  description:
    'Links in a message get previews within moments, three at most: `message_updated` brings them. Links in code and in spoilers get ' +
    'none. A link to a picture, a GIF for example, is previewed as the picture, without a title. After an edit they are those of ' +
    'the new text. Once they were removed the message gets none any more. `link_previews` of a room turns them off there.',
  input: MessageId,
  output: MessageResult,
  limit: 'write',
  errors: ['message_not_found', 'not_a_member', 'permission_denied', 'message_deleted', 'room_archived'],
  http: [{ method: 'DELETE', path: '/messages/:message_id/previews', status: 200 }],
});
