import { z } from 'zod';
import type { ErrorCode } from './errors.js';

/** RFC 9457 problem, the one shape of every failure. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ description: 'Stable word to switch on' }),
    request_id: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    retry_after_ms: z.number().int().optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = Omit<z.infer<typeof Problem>, 'code'> & { code: ErrorCode };
