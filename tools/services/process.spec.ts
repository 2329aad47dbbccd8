import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { waitUntil } from './port.mjs';
import { commandPath, run, spawnChild } from './process.mjs';
import { markOf } from './process-info.mjs';

it('finds programs on the PATH, and nothing else', () => {
  expect(commandPath('sh')).toMatch(/\/sh$/);
  expect(commandPath('no-such-program')).toBeUndefined();
});

it('keeps what a program printed, and says how it ended', async () => {
  expect(await run('sh', ['-c', 'echo out; echo err >&2; exit 3'])).toMatchObject({ ok: false, status: 3 });
  expect((await run('sh', ['-c', 'echo one; echo two'])).output).toBe('one\ntwo');
});

it('ends a child when its parent is killed', async () => {
  const program = `import { spawnChild } from ${JSON.stringify(`${import.meta.dirname}/process.mjs`)};
    console.log(spawnChild('sleep', ['60'], { stdio: 'ignore' }).pid); setInterval(() => {}, 1000);`;
  const parent = spawnChild(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!parent.stdout) throw new Error('no output');
  const [text] = await once(parent.stdout, 'data');
  const child = Number(text);
  expect(markOf(child)).toBeDefined();
  // Only then has it asked the kernel to be ended.
  const isItself = async () => readFileSync(`/proc/${child}/cmdline`, 'utf8').startsWith('sleep');
  expect(await waitUntil(isItself, { timeoutMs: 5_000 })).toBe(true);
  parent.kill('SIGKILL');
  expect(await waitUntil(async () => !markOf(child), { timeoutMs: 5_000 })).toBe(true);
});
