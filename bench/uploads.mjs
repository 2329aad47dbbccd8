/**
 * How much memory a node takes while it receives many large files at once, into a folder of this machine: before the first,
 * at most while they come, and a while after the last, as the kernel counts it.
 *
 *   npm run bench:uploads            needs a build (npm start or npm test make one), Linux, and 10 GB of disk
 */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { register, startBackends } from './lib/parley.mjs';
import { forgetPeak, memoryOf } from './lib/process-stats.mjs';

const { values } = parseArgs({
  options: { uploads: { type: 'string', default: '50' }, size: { type: 'string', default: '100000000' } },
});
const UPLOADS = Number(values.uploads);
const SIZE = Number(values.size);
const CHUNK = randomBytes(1_000_000);
const REST_MS = 10_000;

const BOUNDARY = 'x'.repeat(20);
const HEAD = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="large.bin"\r\n\r\n`;
const TAIL = `\r\n--${BOUNDARY}--\r\n`;

/** No faster than it is taken, so that this process holds nothing of it either. @param {number} size @returns {Promise<void>} */
const upload = (size) =>
  new Promise((resolve, reject) => {
    const form = request(`${node.url}/api/upload`, {
      method: 'POST',
      agent: false,
      headers: {
        authorization: `Bearer ${person.token}`,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      },
    });
    form.on('error', reject).on('response', (response) => {
      response.resume();
      if (response.statusCode === 201) response.on('end', resolve);
      else reject(new Error(`an upload answered ${response.statusCode}`));
    });
    let left = size;
    const write = () => {
      while (left > 0) {
        const part = CHUNK.subarray(0, Math.min(left, CHUNK.length));
        left -= part.length;
        if (!form.write(part)) return void form.once('drain', write);
      }
      form.end(TAIL);
    };
    form.write(HEAD);
    write();
  });

const megabytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1e6)} MB`;

const backends = await startBackends({ durable: true });
const node = await backends.startNode();
const person = await register(node.url, 0);
try {
  await upload(1_000_000); // What is loaded by the first upload is not a matter of the many.
  forgetPeak(node.pid);
  const before = memoryOf(node.pid).now;
  const began = performance.now();
  await Promise.all(Array.from({ length: UPLOADS }, () => upload(SIZE)));
  const seconds = (performance.now() - began) / 1_000;
  const { peak } = memoryOf(node.pid);
  await delay(REST_MS);
  const after = memoryOf(node.pid).now;
  console.log(
    `${UPLOADS} uploads of ${megabytes(SIZE)} at once in ${Math.round(seconds)} s: ` +
      `${megabytes(before)} before, ${megabytes(peak)} at most, ${megabytes(after)} ${REST_MS / 1_000} s after ` +
      `(load ${loadavg()[0]?.toFixed(1)})`,
  );
} finally {
  await node.stop();
  await backends.stop();
}
