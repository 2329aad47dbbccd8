/**
 * `npm run conformance -- --url http://localhost:3000`: asks a server, as a stranger would, whether it keeps the contract.
 * Registers three people and makes two rooms. Ends with 0 when every promise is kept.
 */
import { parseArgs } from 'node:util';
import { promises } from './promises.mjs';
import { register } from './server.mjs';

const { values } = parseArgs({ options: { url: { type: 'string' }, only: { type: 'string' } } });
const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

/** @param {string} url @param {string} [only] a group @returns {Promise<number>} how many promises are broken */
async function judge(url, only) {
  const [amy, ben, eve] = [
    await register(url, 'amy'),
    await register(url, 'ben'),
    await register(url, 'eve'),
  ];
  const made = await amy.api('POST', '/rooms', {
    name: 'Conformance',
    type: 'private',
    member_ids: [ben.id],
  });
  const world = { url, amy, ben, eve, room: made.body.room.id };
  let broken = 0;
  let group = '';
  for (const promised of promises) {
    if (only && promised.group !== only) continue;
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
  return broken;
}

if (values.url) {
  const broken = await judge(values.url.replace(/\/$/, ''), values.only);
  print(`\n${broken === 0 ? 'Every promise is kept.' : `${broken} promises are broken.`}`);
  process.exitCode = broken === 0 ? 0 : 1;
} else {
  process.stderr.write('Which server? npm run conformance -- --url http://localhost:3000 [--only Order]\n');
  process.exitCode = 2;
}
