/** `npm run doctor`: looks at settings, database, Redis, storage and the machine, and says what to do. `-- --json` for machines. */
import { runTool } from './lib/tool.mjs';

await runTool('doctor');
