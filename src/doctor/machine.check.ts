import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Finding, fail, ok, warn } from './finding.js';

const OLDEST_NODE = [20, 19] as const;

const tools = [
  { program: 'ffmpeg', args: ['-version'], without: 'films and sounds get no posters, lengths or waveforms' },
  { program: 'pdftoppm', args: ['-v'], without: 'PDF files get no thumbnails' },
];

export const checkNode = (version = process.versions.node): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return isOld
    ? fail('node', `Node ${version}`, `version ${OLDEST_NODE.join('.')} or newer is needed`)
    : ok('node', `Node ${version}`);
};

export const checkTools = (path = '/usr/local/bin:/usr/bin:/bin'): Promise<Finding[]> =>
  Promise.all(
    tools.map(async ({ program, args, without }) => {
      try {
        await promisify(execFile)(program, args, { env: { PATH: path }, timeout: 5_000 });
        return ok(program, 'installed');
      } catch {
        return warn(program, 'is not installed', `without it ${without}`);
      }
    }),
  );
