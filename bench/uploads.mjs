/**
 * How much memory a node takes while it receives many large files at once, into a folder of this machine, and sends them
 * again: before the first, at most while they come and go, and a while after the last, as the kernel counts it.
 *
 *   npm run bench:uploads                                      needs a build (npm start or npm test make one), Linux, and 10 GB of disk
 *   npm run bench:uploads -- --uploads 1 --size 1000000000     one of 1 GB
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

/** No faster than it is taken, so that this process holds nothing of it either. @param {number} size @returns {Promise<string>} its URL */
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
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('end', () => {
        if (response.statusCode === 201) resolve(node.url + JSON.parse(text).url);
        else reject(new Error(`an upload answered ${response.statusCode}`));
      });
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

/** Reads all of it, and keeps nothing. @param {string} url */
const download = async (url) => {
  let size = 0;
  const { body } = await fetch(url);
  for await (const part of /** @type {AsyncIterable<Uint8Array>} */ (body)) size += part.length;
  if (size !== SIZE) throw new Error(`${size} bytes came back`);
};

const megabytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1e6)} MB`;

const backends = await startBackends({ durable: true });
const node = await backends.startNode({
  env: { UPLOAD_MAX_SIZE: String(SIZE), UPLOAD_QUOTA: '0' },
});
const person = await register(node.url, 0);
try {
  await upload(1_000_000); // What is loaded by the first upload is not a matter of the many.
  forgetPeak(node.pid);
  const before = memoryOf(node.pid).now;
  const began = performance.now();
  const urls = await Promise.all(Array.from({ length: UPLOADS }, () => upload(SIZE)));
  const seconds = (performance.now() - began) / 1_000;
  const { peak } = memoryOf(node.pid);
  forgetPeak(node.pid);
  await Promise.all(urls.map(download));
  const sending = memoryOf(node.pid).peak;
  await delay(REST_MS);
  const after = memoryOf(node.pid).now;
  console.log(
    `${UPLOADS} uploads of ${megabytes(SIZE)} at once in ${Math.round(seconds)} s: ` +
      `${megabytes(before)} before, ${megabytes(peak)} at most, ${megabytes(sending)} while they were read again, ${megabytes(after)} ${REST_MS / 1_000} s after ` +
      `(load ${loadavg()[0]?.toFixed(1)})`,
  );
} finally {
  await node.stop();
  await backends.stop();
}
