import { spawn } from 'node:child_process';
import { Injectable, Logger } from '@nestjs/common';

/** ffmpeg maps libraries and buffers: less than this and it does not start. */
const MEMORY = 2_000_000_000;
const SECONDS = 30;
const MAX_OUTPUT = 20_000_000;

/**
 * Programs that look at what strangers sent. Each runs alone, with little memory and time, without our environment and
 * without a network protocol. Where they are not installed files simply have no poster; where `prlimit` is not, as on
 * macOS, only time and output are bounded.
 */
@Injectable()
export class Tools {
  private readonly log = new Logger(Tools.name);

  /** What it printed, or null when it is not there, failed, or took too much. */
  async run(program: string, args: string[], cwd: string): Promise<Buffer | null> {
    const limits = [`--as=${MEMORY}`, `--cpu=${SECONDS}`, '--core=0', '--fsize=100000000'];
    const limited = await this.spawn('prlimit', [...limits, '--', program, ...args], cwd);
    if (limited.missing) return (await this.spawn(program, args, cwd)).output;
    return limited.output;
  }

  private spawn(
    program: string,
    args: string[],
    cwd: string,
  ): Promise<{ output: Buffer | null; missing: boolean }> {
    return new Promise((resolve) => {
      const child = spawn(program, args, {
        cwd,
        env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', HOME: cwd },
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: SECONDS * 1000,
        killSignal: 'SIGKILL',
      });
      const chunks: Buffer[] = [];
      let size = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_OUTPUT) child.kill('SIGKILL');
        else chunks.push(chunk);
      });
      child.once('error', (error: NodeJS.ErrnoException) =>
        resolve({ output: null, missing: error.code === 'ENOENT' }),
      );
      child.once('close', (code) => {
        if (code !== 0) this.log.debug(`${args.find((arg) => !arg.startsWith('-'))} ended with ${code}`);
        resolve({ output: code === 0 ? Buffer.concat(chunks) : null, missing: false });
      });
    });
  }
}
