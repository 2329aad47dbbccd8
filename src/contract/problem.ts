import { z } from 'zod';
import type { ErrorCode } from './errors.js';

/** RFC 9457 problem, the one shape of every failure. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'Where this code is explained' }),
    title: z.string().meta({ description: 'What the code means, in a few words' }),
    status: z.number().int().meta({ description: 'HTTP status, the same over sockets' }),
    detail: z.string().meta({ description: 'What was wrong this time; for people' }),
    code: z.string().meta({ description: 'Stable word to switch on' }),
    request_id: z.string().meta({ description: 'Names this request in the log of the server' }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that was not valid' }),
    retry_after_ms: z.number().int().optional().meta({ description: 'How long to wait before asking again' }),
  })
  .meta({ id: 'Problem' });

export type Problem = Omit<z.infer<typeof Problem>, 'code'> & { code: ErrorCode };
