import { z } from 'zod';
import { operation } from './operation.js';

export const exportMe = operation({
  id: 'export_me',
  tag: 'Account',
  summary: 'All that the server keeps of oneself, as a JSON file',
  description:
    'One object: `format`, `exported_at`, and an entry for each kind of data: `profile`, `sessions`, `conversations`, `messages` ' +
    '(what one wrote and did not delete), `files` and what the parts of the server keep beside (`preferences`, `saved`, `drafts`, …). ' +
    'Entries may be added. It is written while it is sent: one that ends in the middle is not whole. Files are named, not contained.',
  input: z.object({}),
  output: z.void(),
  limit: 'export',
  errors: [],
  answer: 'bytes',
  http: [{ method: 'GET', path: '/users/me/export', status: 200 }],
});
