/** Where the time of a server's process goes: its sampling profiler, switched on from outside for the load alone. */
import { writeFile } from 'node:fs/promises';
import { WebSocket } from 'ws';
import { round } from './numbers.mjs';
import { cpuOf } from './process-stats.mjs';

const SAMPLE_US = 500;
const SHOWN = 25;

/** @typedef {{ id: number, callFrame: { functionName: string, url: string, lineNumber: number } }} ProfileNode */
/** @typedef {{ nodes: ProfileNode[], samples: number[], timeDeltas: number[] }} CpuProfile */

/** The debugger of a process that listens for one on this port. @param {number} port */
async function inspect(port) {
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = /** @type {{ webSocketDebuggerUrl: string }[]} */ (await listed.json());
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '', { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let id = 0;
  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  const call = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const asked = ++id;
      /** @param {Buffer} data */
      const hear = (data) => {
        const answer = JSON.parse(data.toString());
        if (answer.id !== asked) return;
        socket.off('message', hear);
        if (answer.error) reject(new Error(answer.error.message));
        else resolve(answer.result);
      };
      socket.on('message', hear);
      socket.send(JSON.stringify({ id: asked, method, params }));
    });
  return { call, close: () => socket.terminate() };
}

/**
 * Profiles a process while something is done.
 *
 * @param {number} port of its debugger
 * @param {number} pid
 * @param {() => Promise<void>} act
 * @returns {Promise<{ cpuUs: number, profile: CpuProfile }>}
 */
export async function profiled(port, pid, act) {
  const { call, close } = await inspect(port);
  await call('Profiler.enable');
  await call('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await call('Profiler.start');
  const before = cpuOf(pid);
  await act();
  const cpuUs = cpuOf(pid) - before;
  const { profile } = await call('Profiler.stop');
  close();
  return { cpuUs, profile };
}

/**
 * Self time, by where the code comes from and by function. The profiler samples by the clock on the wall: what it saw is spread
 * over the time that the process had a core, or another load on the machine would be in the figures.
 *
 * @param {CpuProfile} profile
 * @param {number} cpuUs
 * @param {number} sends
 */
export function summarise(profile, cpuUs, sends) {
  const frames = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  /** @type {Map<string, number>} */
  const groups = new Map();
  /** @type {Map<string, number>} */
  const functions = new Map();
  let busy = 0;
  profile.samples.forEach((sample, index) => {
    const frame = frames.get(sample);
    if (!frame || frame.functionName === '(idle)') return;
    const us = profile.timeDeltas[index] ?? 0;
    busy += us;
    const group = groupOf(frame);
    groups.set(group, (groups.get(group) ?? 0) + us);
    const name = `${frame.functionName || '(anonymous)'}  ${group}${placeOf(frame)}`;
    functions.set(name, (functions.get(name) ?? 0) + us);
  });
  const table = (/** @type {Map<string, number>} */ times) =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, SHOWN)
      .map(([name, us]) => ({
        name,
        usPerSend: round(((us / busy) * cpuUs) / sends),
        share: round((us / busy) * 100),
      }));
  return { usPerSend: round(cpuUs / sends), groups: table(groups), functions: table(functions) };
}

/** @param {ProfileNode['callFrame']} frame */
function groupOf({ url, functionName }) {
  if (functionName.startsWith('(')) return functionName.slice(1, -1);
  if (url === '') return 'native (system calls, V8)';
  if (url.startsWith('node:')) return `node: ${url.slice(5).split('/').slice(0, 2).join('/')}`;
  const packaged = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(url)?.[1];
  if (packaged) return packaged;
  return `parley ${/dist\/([^/]+)/.exec(url)?.[1] ?? ''}`;
}

/** @param {ProfileNode['callFrame']} frame */
const placeOf = ({ url, lineNumber }) => (url ? ` ${url.split('/').at(-1)}:${lineNumber + 1}` : '');

/** @param {ReturnType<typeof summarise>} summary @param {string} title */
export function printProfile({ usPerSend, groups, functions }, title) {
  const lines = [`\n${title}: ${usPerSend} µs each on a core, by self time`];
  for (const rows of [groups, functions]) {
    lines.push('');
    for (const { name, usPerSend: us, share } of rows)
      lines.push(`  ${String(us).padStart(8)} µs  ${String(share).padStart(5)} %  ${name}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** For DevTools, which opens it. @param {string} path @param {CpuProfile} profile */
export const keepProfile = (path, profile) => writeFile(path, JSON.stringify(profile));
