import { type ExecFileException, execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { buildSdk } from '../../scripts/lib/build.mjs';
import { ROOT } from '../../scripts/lib/root.mjs';
import { freePort } from '../../tools/services/port.mjs';
import { startApp } from '../support/app.js';

/** A folder of somebody who follows the pages, with what they say is needed. */
let folder: string;
/** Where the server is. */
let url: string;
let receiverPort: number;

beforeAll(async () => {
  await buildSdk(ROOT);
  receiverPort = await freePort();
  folder = await mkdtemp(join(tmpdir(), 'parley-docs-'));
  await mkdir(join(folder, 'node_modules/@parley'), { recursive: true });
  await symlink(join(ROOT, 'sdk'), join(folder, 'node_modules/@parley/sdk'));
  await symlink(join(ROOT, 'node_modules/socket.io-client'), join(folder, 'node_modules/socket.io-client'));
  await symlink(join(ROOT, 'examples'), join(folder, 'examples'));
}, 90_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Each page begins with nobody there. The server stands behind another port, so that it can be told its own address. */
const withServer = async (work: () => Promise<void>): Promise<void> => {
  let port = 0;
  const front = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    client.pipe(server).pipe(client);
    for (const end of [client, server]) end.on('error', () => undefined); // The other one is told by its end.
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const node = await startApp({ PUBLIC_URL: url, OUTBOUND_LOOPBACK_PORTS: String(receiverPort) });
  port = Number(new URL(node.url).port);
  try {
    await work();
  } finally {
    await node.stop();
    front.close();
  }
};

interface Block {
  language: string;
  code: string;
  /** The file that the reader is told to save it as. */
  file: string | undefined;
}

/** The code of a page in its order, with the addresses of this run. */
const blocksOf = async (page: string): Promise<Block[]> => {
  const text = (await readFile(join(ROOT, page), 'utf8'))
    .replaceAll('http://localhost:3000', url)
    .replaceAll('RECEIVER_PORT=8090', `RECEIVER_PORT=${receiverPort}`);
  return [...text.matchAll(/([^\n]*)\n\n```(\w*)\n([\s\S]+?)```/g)].map(
    ([, before = '', language = '', code = '']) => ({
      language,
      code,
      file: /Save this as `([\w.]+)`/.exec(before)?.[1],
    }),
  );
};

const run = (command: string, args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { cwd: folder, timeout: 60_000 }, (error: ExecFileException | null, out, err) =>
      error ? reject(new Error(`${error.message}\n${out}\n${err}`)) : resolve(out),
    );
  });

/** For `sleep`: as long as it takes until there is what the page waits for. */
const untilThere = `
pause=0
sleep() {
  pause=$((pause + 1))
  case $pause in
    1) until (: > /dev/tcp/127.0.0.1/$RECEIVER_PORT) 2> /dev/null; do command sleep 0.1; done ;;
    2) until grep -q message_created out.txt; do command sleep 0.1; done ;;
    3) until grep -q 'here as' out.txt; do command sleep 0.1; done ;;
    4) until curl -s $PARLEY/api/rooms/$ROOM/messages -H "authorization: Bearer $TOKEN" | grep -q 'You said'; do command sleep 0.1; done ;;
  esac
}
exec > out.txt
`;

it('the commands about bots and webhooks do what the page says', () =>
  withServer(async () => {
    const blocks = await blocksOf('docs/bots.md');
    for (const { file, code } of blocks) if (file) await writeFile(join(folder, file), code);
    const script = blocks.filter(({ language }) => language === 'sh').map(({ code }) => code);
    await run('bash', ['-ec', untilThere + script.join('\n')]);
    const out = await readFile(join(folder, 'out.txt'), 'utf8');
    expect(out).toMatch(/^\{"message_id":"[0-9a-f]{24}","created":true\}/);
    expect(out).toContain('message_created amy hello\n');
    expect(out).toContain('"username": "echo-bot"');
    expect(out).toContain('here as echo-bot\n');
    expect(out.trimEnd().endsWith('You said: @echo-bot hello')).toBe(true);
  }));

it('the quickstart in JavaScript runs, and then the SDK’s own page', () =>
  withServer(async () => {
    const [first, ...rest] = (await blocksOf('docs/quickstart-frontend.md')).filter(({ language }) =>
      /^jsx?$/.test(language),
    );
    const runModule = (code: string) => run(process.execPath, ['--input-type=module', '-e', code]);
    expect(await runModule(first?.code ?? '')).toBe('stored as number 1\n');

    // The rest are pieces of one program: what they take for given stands before them, what they should do after them.
    const pieces = rest.map(({ code }) => code).join('\n');
    const imports = pieces.match(/^import .*$/gm) ?? [];
    const program = `
      import { ParleyClient, SignIn } from '@parley/sdk';
      ${imports.join('\n')}
      const url = '${url}';
      const { token } = await SignIn.logIn(url, { email: 'amy@example.org', password: 'correct horse battery' });
      const urls = [url];
      const client = new ParleyClient({ urls, token }).connect();
      const useSyncExternalStore = (subscribe, getSnapshot) => (subscribe(() => undefined), getSnapshot());
      const input = {};
      await new Promise((resolve) => client.on('ready', resolve));
      const roomId = [...client.conversations.keys()][0];
      const userId = client.user.id;
      while (!client.isSettled) await new Promise((resolve) => setTimeout(resolve, 10));
      ${pieces.replaceAll(/^import .*$/gm, '')}
      console.log(messages.map(({ content }) => content), pending);
      const ben = await SignIn.register(url, { username: 'ben', email: 'ben@example.org', password: 'correct horse battery' });
      const bens = new ParleyClient({ urls, token: ben.token }).connect();
      await bens.emit('join_room', { room_id: roomId });
      const typed = new Promise((resolve) => bens.typing.subscribe(resolve));
      input.oninput();
      await typed;
      console.log(bens.typing.in({ room_id: roomId }).map(({ username }) => username));
      while (client.presence.get(userId)?.status !== 'online') await new Promise((resolve) => client.presence.subscribe(resolve));
      unfollow();
      client.close();
      bens.close();
      process.exit();`;
    const out = await runModule(program);
    expect(out).toContain('online\n');
    expect(out).toContain("[ 'Hello' ] []\n");
    expect(out).toContain("[ 'amy' ]\n");

    const [own] = await blocksOf('sdk/README.md');
    expect(await runModule(own?.code ?? '')).toContain('stored as number 2\n');
  }));

/** What differs from run to run, and `…` for what was cut out of the page. */
const formOf = (line: string): RegExp =>
  new RegExp(
    `^${line
      .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      .replaceAll(/"[0-9a-f]{24}"/g, '"[0-9a-f]{24}"')
      .replaceAll(/"[\w-]{20}"/g, '"[\\w-]{20}"')
      .replaceAll(/"20\d\d-[\d-]+T[^"]+Z"/g, '"20[^"]+Z"')
      .replaceAll('…', '.+')}$`,
  );

it('the transcript of the raw protocol is what goes over the wire', () =>
  withServer(async () => {
    const [commands, transcript] = await blocksOf('docs/quickstart-socketio.md');
    // The same account and room, before anything is said in it.
    const before = (commands?.code ?? '').replace(/^python3.*$/m, 'echo $TOKEN $ROOM');
    const [token = '', room = ''] = (await run('bash', ['-ec', before])).trim().split(' ');
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const received: string[] = [];
    socket.on('message', (packet) => received.push(String(packet)));
    const lines = transcript?.code.trim().split('\n').slice(1) ?? [];
    const roomOfPage = /"room_id":"([0-9a-f]{24})"/.exec(transcript?.code ?? '')?.[1] ?? '';
    expect(lines.length).toBeGreaterThan(10);
    const missing: RegExp[] = [];
    const arrived = () => {
      const packet = received[0] ?? '';
      const at = missing.findIndex((form) => form.test(packet));
      if (at >= 0) missing.splice(at, 1);
      if (at >= 0) received.shift();
      return [missing.map(String), received.slice(0, 1)];
    };
    for (const [n, line] of lines.entries()) {
      const packet = line.slice(2);
      if (line.startsWith('> ')) socket.send(packet.replace(/eyJ[^"]*/, token).replace(roomOfPage, room));
      else missing.push(formOf(packet));
      // What the server says between two packets of the client comes in any order.
      if (line.startsWith('< ') && !lines[n + 1]?.startsWith('< '))
        await expect.poll(arrived, { timeout: 10_000 }).toEqual([[], []]);
    }
    socket.close();
    const python = await run('bash', [
      '-ec',
      `export PARLEY=${url} ROOM=${room}\n${/^python3.*$/m.exec(commands?.code ?? '')?.[0]}`,
    ]);
    expect(python).toBe('ready: amy\nstored as number 2\nreceived: hello\n');
  }));
