import { z } from 'zod';
import { limits } from './limits.js';

/** How long a room keeps messages. */
export const RetentionDays = z
  .number()
  .int()
  .min(limits.retentionDays.min)
  .max(limits.retentionDays.max)
  .nullable()
  .meta({ description: 'Messages older than this are removed; null: kept as long as the server keeps them' });
