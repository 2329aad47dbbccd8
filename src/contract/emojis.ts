import { z } from 'zod';
import { emojiName } from './emoji.js';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { Id, Time } from './text.js';

export const EmojiName = z
  .string()
  .regex(emojiName, 'must be 2 to 32 of a-z 0-9 _ + -')
  .meta({ description: '2 to 32 of `a-z 0-9 _ + -`', examples: ['ship_it'] });

export const CustomEmoji = z
  .object({
    id: Id,
    name: EmojiName,
    url: z.string().meta({ description: 'WebP of at most 128 by 128 pixels; what moved moves on' }),
    width: z.number().int(),
    height: z.number().int(),
    created_by: Id,
    created_at: Time,
  })
  .meta({ id: 'CustomEmoji', description: 'Written `:name:`, in messages and as a reaction' });
export type CustomEmoji = z.infer<typeof CustomEmoji>;

export const listEmojis = operation({
  id: 'list_emojis',
  tag: 'Emoji',
  summary: 'All custom emoji of this server, in the order in which they were made',
  description:
    'A name that is not among them is text. An emoji may be removed while messages and reactions name it: show `:name:` then.',
  input: z.object({}),
  output: z.object({ emojis: z.array(CustomEmoji) }),
  limit: 'read',
  http: [{ method: 'GET', path: '/emojis', status: 200 }],
});

export const createEmoji = operation({
  id: 'create_emoji',
  tag: 'Emoji',
  summary: 'Make an emoji of an own upload that was not sent, which is used up by it',
  description: `A server has at most ${limits.customEmojis}.`,
  input: z.object({ name: EmojiName, file_id: Id }),
  output: z.object({ emoji: CustomEmoji }),
  limit: 'upload',
  errors: ['emoji_name_taken', 'emoji_limit_reached', 'file_not_found', 'file_in_use', 'file_refused'],
  http: [{ method: 'POST', path: '/emojis', status: 201 }],
});

export const deleteEmoji = operation({
  id: 'delete_emoji',
  tag: 'Emoji',
  summary: 'Remove an emoji, by who made it or an administrator',
  description: 'Reactions with it stay, and can be taken back.',
  input: z.object({ emoji_id: Id }),
  output: z.void(),
  limit: 'write',
  errors: ['emoji_not_found', 'permission_denied'],
  http: [{ method: 'DELETE', path: '/emojis/:emoji_id', status: 204 }],
});
