/**
 * `npm run conformance -- --url http://localhost:3000`: asks a server, as a stranger would, whether it keeps the contract.
 * Registers three people and makes two rooms. Ends with 0 when every promise is kept.
 */
import { parseArgs } from 'node:util';
import { promises } from './promises.mjs';
import { register } from './server.mjs';

const { values } = parseArgs({ options: { url: { type: 'string' }, only: { type: 'string' } } });
if (!values.url) {
  process.stderr.write('Which server? npm run conformance -- --url http://localhost:3000 [--only Order]\n');
  process.exit(2);
}
const url = values.url.replace(/\/$/, '');
const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

const [amy, ben, eve] = [await register(url, 'amy'), await register(url, 'ben'), await register(url, 'eve')];
const made = await amy.api('POST', '/rooms', { name: 'Conformance', type: 'private', member_ids: [ben.id] });
const world = { url, amy, ben, eve, room: made.body.room.id };

let broken = 0;
let group = '';
for (const promised of promises) {
  if (values.only && promised.group !== values.only) continue;
  if (promised.group !== group) print(`\n${promised.group}`);
  group = promised.group;
  try {
    await promised.check(world);
    print(`  kept    ${promised.name}`);
  } catch (error) {
    broken += 1;
    print(
      `  BROKEN  ${promised.name}\n          ${String(/** @type {Error} */ (error).message).replaceAll('\n', '\n          ')}`,
    );
  } finally {
    for (const person of [amy, ben, eve]) person.close();
  }
}
print(`\n${broken === 0 ? 'Every promise is kept.' : `${broken} promises are broken.`}`);
process.exitCode = broken === 0 ? 0 : 1;
