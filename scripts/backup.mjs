/** `npm run backup -- DIR`: database and files into a folder, while the server goes on. */
import { runTool } from './lib/tool.mjs';

await runTool('backup');
