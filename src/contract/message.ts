import { z } from 'zod';
import { exactlyOne, Id, Time } from './text.js';
import { UserSummary } from './users.js';

/** Where something is: in a room or in a DM, never both. */
export const Place = z.object({ room_id: Id.optional(), dm_id: Id.optional() });
export type Place = z.infer<typeof Place>;
export const onePlace = exactlyOne('room_id', 'dm_id');
export const onePlaceMessage = 'needs exactly one of room_id and dm_id';

export const File = z
  .object({
    id: Id,
    url: z.string().meta({ description: 'Where the bytes are; it may be good for a limited time only' }),
    thumbnail_url: z.string().nullable(),
    file_name: z.string(),
    file_size: z.number().int(),
    content_type: z.string(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    duration_ms: z.number().int().nullable(),
    preview_url: z
      .string()
      .nullable()
      .meta({ description: 'A larger picture of it than the thumbnail, for a lightbox' }),
    placeholder: z
      .string()
      .nullable()
      .meta({ description: 'ThumbHash in base64: what to show before the picture is there' }),
  })
  .meta({ id: 'File' });

export type File = z.infer<typeof File>;

export const LinkPreview = z
  .object({
    url: z.string().meta({ description: 'The link as it stands in the content' }),
    title: z.string(),
    description: z.string(),
    site_name: z.string(),
    image_url: z.string().nullable().meta({ description: 'Served by this server, never by the linked one' }),
    image_width: z.number().int().nullable(),
    image_height: z.number().int().nullable(),
  })
  .meta({ id: 'LinkPreview' });
export type LinkPreview = z.infer<typeof LinkPreview>;

export const ForwardedFrom = z
  .object({
    message_id: Id,
    room_id: Id.nullable(),
    dm_id: Id.nullable(),
    sender: UserSummary,
    created_at: Time,
    content: z
      .string()
      .meta({ description: 'Its text when it was forwarded; empty when it was deleted since' }),
    deleted: z.boolean(),
  })
  .meta({ id: 'ForwardedFrom' });
export type ForwardedFrom = z.infer<typeof ForwardedFrom>;

export const callOutcomes = ['ended', 'missed', 'declined', 'busy', 'failed'] as const;
export const CallSummary = z
  .object({
    call_id: Id,
    media: z.enum(['audio', 'video']),
    outcome: z.enum(callOutcomes),
    duration_ms: z.number().int().meta({ description: 'How long both were in it, 0 when they never were' }),
  })
  .meta({ id: 'CallSummary' });
export type CallSummary = z.infer<typeof CallSummary>;

export const Reaction = z.object({ emoji: z.string(), user_id: Id }).meta({ id: 'Reaction' });
export type Reaction = z.infer<typeof Reaction>;

export const Message = z
  .object({
    id: Id,
    kind: z.enum(['text', 'call']),
    room_id: Id.nullable(),
    dm_id: Id.nullable(),
    seq: z.number().int().meta({ description: 'Dense number in the conversation: 1, 2, 3, …' }),
    rev: z
      .number()
      .int()
      .meta({ description: 'Number of the latest change of this message, 0 when there was none' }),
    client_id: z
      .string()
      .nullable()
      .meta({ description: 'What the sender named it, so that sending it again finds it' }),
    sender_id: Id,
    sender: UserSummary.meta({ description: 'The sender with the name and picture of today' }),
    content: z.string().meta({ description: 'Empty when it was deleted' }),
    mentions: z.array(Id).meta({ description: 'Users whom it mentions' }),
    mentions_room: z
      .boolean()
      .meta({ description: '`@room`: it mentions everybody in the room, who are not listed in `mentions`' }),
    mentions_here: z
      .boolean()
      .meta({ description: '`@here`: meant for those who are online; counts as a mention for everybody' }),
    attachments: z.array(File),
    reactions: z.array(Reaction).meta({ description: 'One for each user and emoji' }),
    parent_id: Id.nullable().meta({ description: 'The message whose thread this is a reply in' }),
    reply_count: z.number().int().meta({ description: 'Replies in its thread' }),
    last_reply_at: Time.nullable(),
    also_in_room: z.boolean().meta({ description: 'A reply that was shown in the conversation too' }),
    edited: z.boolean(),
    edited_at: Time.nullable(),
    deleted: z.boolean().meta({ description: 'A deleted message keeps its place, without content' }),
    pinned: z.boolean(),
    link_previews: z.array(LinkPreview),
    forwarded_from: ForwardedFrom.nullable().meta({
      description: 'Where it was said first, of a message that was forwarded',
    }),
    call: CallSummary.nullable().meta({ description: 'What became of a call, in a message of kind `call`' }),
    created_at: Time,
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const MessageId = z.object({ message_id: Id });
export const MessageResult = z.object({ message: Message });
