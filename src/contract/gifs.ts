import { z } from 'zod';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { Limit, text } from './text.js';

export const Gif = z
  .object({
    id: z.string(),
    url: z.string().meta({ description: 'What to send as the content of a message' }),
    preview_url: z.string().meta({ description: 'A small one for a list to choose from' }),
    width: z.number().int().meta({ description: 'Of `url`' }),
    height: z.number().int(),
    title: z.string(),
  })
  .meta({ id: 'Gif' });
export type Gif = z.infer<typeof Gif>;

export const listGifs = operation({
  id: 'list_gifs',
  tag: 'GIFs',
  summary: 'GIFs that fit some words, or that many send just now',
  description:
    'One is sent as an ordinary message whose content is its `url`, which is then previewed as the picture. 501 ' +
    '`gifs_not_configured` where the operator named no provider; 503 while the provider does not answer.',
  input: z.object({
    q: text(limits.gifQuery.max).default('').meta({ description: 'Nothing: those that many send just now' }),
    limit: Limit,
    cursor: z
      .string()
      .regex(/^\d{1,4}$/, 'must be the `cursor` of the page before')
      .optional(),
  }),
  output: z.object({ gifs: z.array(Gif), has_more: z.boolean(), cursor: z.string().nullable() }),
  limit: 'read',
  errors: ['gifs_not_configured'],
  http: [{ method: 'GET', path: '/gifs', status: 200 }],
});
