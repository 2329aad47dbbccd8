/**
 * The gateway as a process of its own: `node main.mjs --port N --pg-port M`.
 * It ends on SIGTERM, and when its standard input ends, which happens when its parent is gone.
 */
import { parseArgs } from 'node:util';
import { Gateway } from './server.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'pg-port': { type: 'string' },
    'max-connections': { type: 'string', default: '20' },
  },
});
if (!values['pg-port']) throw new Error('--pg-port is missing');

const gateway = new Gateway({
  pgPort: Number(values['pg-port']),
  maxConnections: Number(values['max-connections']),
});

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  // PostgreSQL rolls back what is open when our connections are gone, so nothing needs to be waited for long.
  setTimeout(() => process.exit(0), 1000).unref();
  await gateway.close();
  process.exit(0);
}
process.once('SIGTERM', end);
process.once('SIGINT', end);
process.stdin.once('end', end).once('close', end).once('error', end).resume();

try {
  const port = await gateway.listen(Number(values.port));
  console.log(`gateway listening on ${port}`);
} catch (error) {
  console.error(`gateway: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
