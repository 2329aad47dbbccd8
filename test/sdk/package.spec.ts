import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildSdk } from '../../scripts/lib/build.mjs';
import { ROOT } from '../../scripts/lib/root.mjs';

const run = promisify(execFile);
const MODULES = join(ROOT, 'node_modules');

/** A project outside of the clone that has installed the package. */
let project: string;

const write = (name: string, content: string) => writeFile(join(project, name), content);

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'parley-consumer-'));
  await buildSdk(ROOT);
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', project], { cwd: join(ROOT, 'sdk') });
  const [tarball] = (await readdir(project)).filter((name) => name.endsWith('.tgz'));
  const installed = join(project, 'node_modules/@parley/sdk');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', join(project, tarball ?? ''), '--strip-components=1', '-C', installed]);
  // Its one dependency, and what a project for Node has.
  await symlink(join(MODULES, 'socket.io-client'), join(project, 'node_modules/socket.io-client'));
  await mkdir(join(project, 'node_modules/@types'));
  await symlink(join(MODULES, '@types/node'), join(project, 'node_modules/@types/node'));
}, 120_000);
afterAll(() => rm(project, { recursive: true, force: true }));

it('has nothing in it but what was built', async () => {
  const files = await readdir(join(project, 'node_modules/@parley/sdk'), { recursive: true });
  expect(files.filter((file) => /src|\.spec\.|zod/.test(file))).toEqual([]);
});

it('can be imported as an ES module and required as CommonJS', async () => {
  const use = 'process.stdout.write([typeof ParleyClient, typeof SignIn.logIn, typeof fileStorage].join());';
  await write(
    'esm.mjs',
    `import { ParleyClient, SignIn } from '@parley/sdk'; import { fileStorage } from '@parley/sdk/node'; ${use}`,
  );
  await write(
    'cjs.cjs',
    `const { ParleyClient, SignIn } = require('@parley/sdk'); const { fileStorage } = require('@parley/sdk/node'); ${use}`,
  );
  for (const file of ['esm.mjs', 'cjs.cjs']) {
    const { stdout } = await run(process.execPath, [file], { cwd: project });
    expect(stdout, file).toBe('function,function,function');
  }
});

it('types what is sent and received, without the source of the server', { timeout: 120_000 }, async () => {
  const source = `
import { ParleyClient, type Message } from '@parley/sdk';
import { fileStorage } from '@parley/sdk/node';
const client = new ParleyClient({ urls: [''], token: async () => '', outbox: fileStorage('/tmp/outbox.json') });
export const name = async (): Promise<string> => (await client.api.createRoom({ name: 'Design', type: 'public' })).room.name;
client.on('new_message', (message: Message) => message.seq.toFixed());
export const snapshot = client.conversations.get('')?.getSnapshot().pending[0]?.failure?.code;
// @ts-expect-error: a name is missing
void client.api.createRoom({ type: 'public' });
`;
  await write('esm.mts', source);
  await write('cjs.cts', source);
  const options = { strict: true, noEmit: true, target: 'es2023', lib: ['es2023'], types: ['node'] };
  await write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: { ...options, module: 'nodenext', skipLibCheck: true },
      files: ['esm.mts', 'cjs.cts'],
    }),
  );
  const tsc = join(MODULES, 'typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [tsc, '-p', project]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe('');
});
