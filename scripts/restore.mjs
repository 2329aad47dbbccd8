/** `npm run restore -- DIR`: a backup into an empty database and storage. */
import { runTool } from './lib/tool.mjs';

await runTool('restore');
