import { z } from 'zod';
import { limits } from './limits.js';
import { File, onePlace, onePlaceMessage, Place } from './message.js';
import { operation, publicOperation } from './operation.js';
import { Id, Limit, Time, text } from './text.js';

/** What can be had of a file: itself, and the pictures that the server made of it. */
export const fileVariants = ['original', 'thumbnail', 'preview'] as const;
export const FileVariant = z.enum(fileVariants);
export type FileVariant = z.infer<typeof FileVariant>;

const FileId = z.object({ file_id: Id });
const FileResult = z.object({ file: File });

export const uploadFile = operation({
  id: 'upload_file',
  tag: 'Files',
  summary: 'Upload a file, to be sent with a message',
  description:
    'A form with one field, `file`. Its type is found in its content, not in its name. Location and camera data are removed ' +
    'from pictures; a file without such data keeps its bytes. A file that no message has within a day is removed. What the ' +
    'server finds out later (the poster and the length of a film, the first page of a PDF) comes with `message_updated`.',
  input: z.object({}),
  output: File,
  limit: 'upload',
  errors: [
    'form_malformed',
    'file_missing',
    'file_too_large',
    'quota_exceeded',
    'file_type_refused',
    'file_refused',
    'unsupported_media_type',
    'storage_full',
  ],
  body: 'form',
  http: [{ method: 'POST', path: '/upload', status: 201 }],
});

export const getFile = publicOperation({
  id: 'get_file',
  tag: 'Files',
  summary: 'The bytes of a file or of a picture of it, by its signed URL',
  description:
    'The URLs of a `File` lead here; nobody makes them by hand. Such a URL needs no token and is good for a limited time: ' +
    'then ask for a fresh one. Ranges and conditional requests are served. What a browser could run comes as an attachment.',
  input: FileId.extend({
    variant: FileVariant.default('original'),
    expires: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    signature: text(64).default(''),
    download: z.enum(['1']).optional().meta({ description: 'Given: as an attachment, whatever the type' }),
  }),
  output: z.void(),
  limit: null,
  errors: ['file_link_invalid', 'file_not_found', 'range_not_satisfiable'],
  answer: 'bytes',
  http: [{ method: 'GET', path: '/files/:file_id', status: 200 }],
});

export const getFileLink = operation({
  id: 'get_file_link',
  tag: 'Files',
  summary: 'The file with fresh URLs, for who may read a message that has it',
  input: FileId,
  output: FileResult,
  limit: 'read',
  errors: ['file_not_found'],
  http: [{ method: 'GET', path: '/files/:file_id/url', status: 200 }],
});

export const deleteFile = operation({
  id: 'delete_file',
  tag: 'Files',
  summary: 'Remove an own file that was not sent',
  description: 'A file that was sent goes with its message.',
  input: FileId,
  output: z.void(),
  limit: 'write',
  errors: ['file_not_found', 'file_in_use'],
  http: [{ method: 'DELETE', path: '/files/:file_id', status: 204 }],
});

export const SentFile = z
  .object({ file: File, message_id: Id, sender_id: Id, created_at: Time })
  .meta({ id: 'SentFile' });
export type SentFile = z.infer<typeof SentFile>;

export const listFiles = operation({
  id: 'list_files',
  tag: 'Files',
  summary: 'Files that were sent in a conversation, the latest first',
  description: '`before` is the id of the last file of the page before.',
  input: Place.extend({
    limit: Limit,
    before: Id.optional(),
    media: z
      .enum(['image', 'video', 'audio', 'other'])
      .optional()
      .meta({ description: 'Only files of this sort' }),
  }).refine(onePlace, onePlaceMessage),
  output: z.object({ files: z.array(SentFile), has_more: z.boolean() }),
  limit: 'read',
  errors: ['room_not_found', 'dm_not_found', 'not_a_member'],
  http: [
    { method: 'GET', path: '/rooms/:room_id/files', status: 200 },
    { method: 'GET', path: '/direct-messages/:dm_id/files', status: 200 },
  ],
});

/** A large upload under way, part by part. */
export const Upload = z
  .object({
    id: Id,
    file_name: z.string(),
    file_size: z.number().int(),
    offset: z
      .number()
      .int()
      .meta({ description: 'How many bytes are there already: where the next part begins' }),
    part_size: z.number().int().meta({ description: 'The most that one part may have' }),
    direct: z.boolean().meta({
      description:
        'Its parts go straight to the storage: each is put to an address of its own (`sign_upload_part`), and has exactly ' +
        '`part_size` bytes, the last one what is left',
    }),
    expires_at: Time.meta({ description: 'What is not finished by then is removed' }),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;

const UploadId = z.object({ upload_id: Id });
const UploadResult = z.object({ upload: Upload });

export const createUpload = operation({
  id: 'create_upload',
  tag: 'Files',
  summary: 'Begin an upload that can go on after the connection was lost',
  description:
    'For large files. Send the parts in order, each with the `offset` that the last answer named. After a failure ask for ' +
    'the upload, and go on from its `offset`.',
  input: z.object({
    file_name: text(limits.fileName.max, 1),
    file_size: z.number().int().min(1),
    direct: z
      .boolean()
      .default(false)
      .meta({
        description:
          'The client can put the parts straight to the storage. Where this server does not offer it, the answer says ' +
          '`direct: false`, and the parts come here.',
      }),
  }),
  output: UploadResult,
  limit: 'upload',
  errors: ['file_too_large', 'quota_exceeded'],
  http: [{ method: 'POST', path: '/uploads', status: 201 }],
});

export const getUpload = operation({
  id: 'get_upload',
  tag: 'Files',
  summary: 'How far an own upload has come',
  input: UploadId,
  output: UploadResult,
  limit: 'read',
  errors: ['upload_not_found'],
  http: [{ method: 'GET', path: '/uploads/:upload_id', status: 200 }],
});

export const putUploadPart = operation({
  id: 'put_upload_part',
  tag: 'Files',
  summary: 'The next bytes of an upload',
  description: 'The body is the bytes themselves. A part that breaks off counts for nothing.',
  input: UploadId.extend({ offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  output: UploadResult,
  limit: 'upload_part',
  errors: [
    'upload_not_found',
    'upload_offset_wrong',
    'file_too_large',
    'unsupported_media_type',
    'storage_full',
  ],
  body: 'bytes',
  http: [{ method: 'PUT', path: '/uploads/:upload_id/parts', status: 200 }],
});

export const signUploadPart = operation({
  id: 'sign_upload_part',
  tag: 'Files',
  summary: 'The address to which a part of a direct upload is put',
  description:
    'Send `size` bytes from `offset` there with `PUT`, without a token. The address takes exactly so many bytes, of this one ' +
    'part, for a limited time. Parts may be put in any order, and again.',
  input: UploadId.extend({ offset: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  output: z.object({ url: z.url(), size: z.number().int(), expires_at: Time }),
  limit: 'upload_part',
  errors: ['upload_not_found', 'upload_offset_wrong'],
  http: [{ method: 'POST', path: '/uploads/:upload_id/parts/url', status: 200 }],
});

export const finishUpload = operation({
  id: 'finish_upload',
  tag: 'Files',
  summary: 'All parts are there: make a file of them',
  description: 'The id of the file is that of the upload. Finishing again answers with the same file.',
  input: UploadId,
  output: File,
  limit: 'upload',
  errors: ['upload_not_found', 'upload_incomplete', 'file_type_refused', 'file_refused', 'storage_full'],
  http: [{ method: 'POST', path: '/uploads/:upload_id/finish', status: 201 }],
});

export const cancelUpload = operation({
  id: 'cancel_upload',
  tag: 'Files',
  summary: 'Give an own upload up',
  input: UploadId,
  output: z.void(),
  limit: 'write',
  errors: ['upload_not_found'],
  http: [{ method: 'DELETE', path: '/uploads/:upload_id', status: 204 }],
});

export const getPicture = publicOperation({
  id: 'get_picture',
  tag: 'Files',
  summary: 'A picture that everybody may see: of a person, of a room, of a link',
  description: 'Its address, which cannot be guessed, stays the same for as long as the picture does.',
  input: z.object({ picture_id: text(64, 1) }),
  output: z.void(),
  limit: null,
  errors: ['file_not_found'],
  answer: 'bytes',
  http: [{ method: 'GET', path: '/pictures/:picture_id', status: 200 }],
});
