import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { upload } from '../support/files.js';
import { register } from '../support/people.js';
import { until } from '../support/until.js';

let server: TestApp;

beforeAll(async () => {
  server = await startApp({ JOBS: 'off' });
});
afterAll(() => server?.stop());

/** The value of a time series at a node; undefined when there is none. */
const measured = async (node: TestApp, series: string): Promise<number | undefined> => {
  const text = await (await fetch(`${node.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

it('jobs wait where nobody does them, are done by a worker of their own, and every node shows how many there are', async () => {
  const waiting = 'parley_jobs{lane="heavy",state="waiting"}';
  const done = 'parley_job_duration_seconds_count{kind="look-into-file",outcome="done"}';
  // A node that added none yet tells too: a worker never adds any.
  expect(await measured(server, waiting)).toBe(0);
  await upload(await register(server.url, 'amy'), '%PDF-1.7\nnothing', 'a.pdf');
  expect(await measured(server, waiting)).toBe(1);
  const worker = await startApp({ ...server.env, JOBS: 'on' });
  try {
    await until(async () => (await measured(worker, done)) === 1, { what: 'the job' });
    expect([await measured(server, waiting), await measured(worker, waiting)]).toEqual([0, 0]);
    expect(await measured(server, done)).toBeUndefined();
  } finally {
    await worker.stop();
  }
});
