import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '../../tools/services/port.mjs';
import { until } from '../support/until.js';

/** A server in a process of its own, to be killed and started again on the same port. */
export class NodeProcess {
  private child: ChildProcess | undefined;
  readonly output: string[] = [];

  private constructor(
    readonly port: number,
    private readonly env: Record<string, string>,
    private readonly program: string,
    private readonly wrapper: readonly string[],
  ) {}

  /** `program`: of another version, where it is not the one that was built here. `wrapper`: what runs it by `exec`, with its arguments. */
  static async start(
    env: Record<string, string>,
    { program = 'dist/main.js', wrapper = [] }: { program?: string; wrapper?: readonly string[] } = {},
  ): Promise<NodeProcess> {
    const node = new NodeProcess(await freePort(), env, program, wrapper);
    await node.start();
    return node;
  }

  /** A start that is expected to fail. */
  static async attempt(
    env: Record<string, string>,
    port: number,
  ): Promise<{ code: number | null; output: string }> {
    const node = new NodeProcess(port, env, 'dist/main.js', []);
    node.spawn();
    const code = await new Promise<number | null>((resolve) => node.child?.once('exit', resolve));
    return { code, output: node.output.join('') };
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.spawn();
    await until(() => this.isReady(), {
      timeoutMs: 180_000,
      what: `node on ${this.port}: ${this.output.slice(-5).join('')}`,
    });
  }

  /** As a power cut would: no goodbye. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** As an operator would. Resolves with the exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** For a node that was started with `clock.mjs`. */
  shiftClock(ms: number): void {
    this.child?.send({ clock_shift_ms: ms });
  }

  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  private spawn(): void {
    const command = [...this.wrapper, process.execPath, '--enable-source-maps', this.program];
    const [first, ...args] = command as [string, ...string[]];
    const child = spawn(first, args, {
      env: { PATH: process.env.PATH, ...this.env, PORT: String(this.port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data) => this.output.push(String(data)));
    this.child = child;
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return exited;
  }

  private async isReady(): Promise<boolean> {
    if (this.child?.exitCode !== null && this.child?.exitCode !== undefined) {
      throw new Error(`the node ended: ${this.output.slice(-5).join('')}`);
    }
    return fetch(`${this.url}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
  }
}
