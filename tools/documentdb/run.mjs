/**
 * Runs a program to its end and keeps only the tail of what it printed, so that a failure can be explained in one message.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const TAIL_LINES = 12;

/** Lines that start with this are progress for a person; everything else is noise kept only for the error message. */
const STEP = '@step ';

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ log?: (line: string) => void, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>} what it printed on stdout
 */
export function run(program, args, { log, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    /** @type {string[]} */
    const out = [];
    /** @type {string[]} */
    const tail = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (line.startsWith(STEP)) {
          log?.(line.slice(STEP.length));
          return;
        }
        if (stream === child.stdout) out.push(line);
        tail.push(line);
        if (tail.length > TAIL_LINES) tail.shift();
      });
    }
    child.once('error', (error) => reject(new Error(`${program} cannot be run: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(out.join('\n'));
      else reject(new RunError(program, code ?? signal ?? 'unknown', tail.join('\n')));
    });
  });
}

/** A program ended with something other than 0. */
export class RunError extends Error {
  /**
   * @param {string} program
   * @param {number | string} status
   * @param {string} output the last lines it printed
   */
  constructor(program, status, output) {
    super(`${program} ended with ${status}: ${output.trim() || 'it printed nothing'}`);
    this.name = 'RunError';
    this.status = status;
    this.output = output;
  }
}
