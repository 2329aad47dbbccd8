import { z } from 'zod';
import { customEmojiName, isEmoji, qualifiedEmoji } from './emoji.js';
import { limits } from './limits.js';
import { Message, MessageId } from './message.js';
import { operation } from './operation.js';
import { text } from './text.js';

/** In one spelling: ❤ without its variation selector is ❤️. */
const Emoji = text(limits.emoji.max, 1)
  .overwrite(qualifiedEmoji)
  .refine(
    (written) => isEmoji(written) || customEmojiName(written) !== undefined,
    'must be one emoji, or the :name: of one',
  )
  .meta({
    description: 'One emoji of Unicode, which is kept fully-qualified, or the `:name:` of a custom emoji',
    examples: ['👍', '❤️', ':ship_it:'],
  });
const ReactionInput = MessageId.extend({ emoji: Emoji });
const ReactionResult = z.object({ success: z.literal(true), message: Message });

export const addReaction = operation({
  id: 'add_reaction',
  tag: 'Reactions',
  summary: 'React to a message; once for each user and emoji',
  input: ReactionInput,
  output: ReactionResult,
  limit: 'reaction',
  errors: [
    'message_not_found',
    'not_a_member',
    'message_deleted',
    'emoji_not_found',
    'reaction_limit_reached',
    'room_archived',
    'muted',
    'blocked',
    'user_deactivated',
  ],
  event: 'add_reaction',
  http: [{ method: 'POST', path: '/messages/:message_id/reactions', status: 201 }],
});

export const removeReaction = operation({
  id: 'remove_reaction',
  tag: 'Reactions',
  summary: 'Take a reaction back',
  input: ReactionInput,
  output: ReactionResult,
  limit: 'reaction',
  errors: ['message_not_found', 'not_a_member', 'room_archived', 'muted', 'blocked', 'user_deactivated'],
  event: 'remove_reaction',
  http: [{ method: 'DELETE', path: '/messages/:message_id/reactions/:emoji', status: 200 }],
});
