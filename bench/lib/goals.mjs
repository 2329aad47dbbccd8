/** What the figures should be, and what they are. */
import { median } from './numbers.mjs';
import { shown, table } from './report.mjs';

/**
 * @typedef {import('./measure.mjs').SceneResult} SceneResult
 * @typedef {{ at: string, machine: string, rounds: number, messages: number, smoke: boolean, seconds: number, scenes: SceneResult[] }} Run
 * @typedef {object} Goal
 * @property {string} what
 * @property {string[]} scenes that it is read from: invalid when one of them is
 * @property {string} floor
 * @property {string} goal
 * @property {(read: Reader) => { shown: string, floor: boolean, goal: boolean }} judge throws when something was not measured
 *
 * @typedef {(scene: string, variant: string, load: string, name: string) => number} Reader
 * @typedef {'goal' | 'floor' | 'below the floor' | 'not measured' | 'not valid'} Verdict
 */

const HALF = '50 %';
const LOADS = [HALF, '80 %'];
const BATCHES = 'parley, batches';
const COST = 'CPU a delivery';
const WAITED = 'delivered p99';
const percent = (/** @type {number} */ value) => `${Math.round(value * 100)} %`;

/** Bare's cost in that of Parley, at the load where it is worse. @param {Reader} read @param {string} scene @param {string} variant */
const efficiency = (read, scene, variant) =>
  Math.min(...LOADS.map((load) => read(scene, 'bare', load, COST) / read(scene, variant, load, COST)));

/** @param {number} members @param {number} floor @param {number} goal @returns {Goal} */
const fanOut = (members, floor, goal) => ({
  what: `fan-out, N = ${members}: bare's CPU a delivery in Parley's`,
  scenes: [`one room of ${members}`],
  ...{ floor: `≥ ${percent(floor)}`, goal: `≥ ${percent(goal)}` },
  judge: (read) => {
    const value = efficiency(read, `one room of ${members}`, 'parley');
    return { shown: percent(value), floor: value >= floor, goal: value >= goal };
  },
});

const HOT = ['one room of 500', 'one room of 1,000'];
const SMALL = ['one room of 10', 'one room of 100', '200 rooms of 10'];
const STORM = 'reconnect storm';
const COMMANDS = 'commands';

/** @type {Goal[]} */
const goals = [
  fanOut(10, 0.5, 0.7),
  fanOut(100, 0.8, 0.9),
  {
    what: 'fan-out, N ≥ 500, hot room, batches taken',
    scenes: HOT,
    ...{ floor: '≥ 95 %', goal: '≥ 200 %, p99 ≤ bare + 25 ms' },
    judge: (read) => {
      const value = Math.min(...HOT.map((scene) => efficiency(read, scene, BATCHES)));
      const over = Math.max(
        ...HOT.flatMap((scene) =>
          LOADS.map((load) => read(scene, BATCHES, load, WAITED) - read(scene, 'bare', load, WAITED)),
        ),
      );
      return {
        shown: `${percent(value)}, p99 bare + ${shown(over)} ms`,
        ...{ floor: value >= 0.95, goal: value >= 2 && over <= 25 },
      };
    },
  },
  {
    what: 'inserts a message under load',
    scenes: [COMMANDS],
    ...{ floor: '≤ 1/4', goal: '≤ 1/16' },
    judge: (read) => {
      const value = read(COMMANDS, 'parley', 'N = 10', 'inserts a message');
      return { shown: `1/${shown(1 / value)}`, floor: value <= 1 / 4, goal: value <= 1 / 16 };
    },
  },
  {
    what: 'commands a send, N = 10,000 against N = 10',
    scenes: [COMMANDS],
    ...{ floor: 'equal (± 10 %)', goal: 'equal (± 10 %)' },
    judge: (read) => {
      const ratios = ['database commands a send', 'Redis commands a send'].map(
        (name) => read(COMMANDS, 'parley', 'N = 10,000', name) / read(COMMANDS, 'parley', 'N = 10', name),
      );
      const isEqual = ratios.every((ratio) => Math.abs(ratio - 1) <= 0.1);
      return {
        shown: `database × ${shown(ratios[0] ?? 0)}, Redis × ${shown(ratios[1] ?? 0)}`,
        ...{ floor: isEqual, goal: isEqual },
      };
    },
  },
  {
    what: 'CPU a send over bare, N = 1,000 against N = 10',
    scenes: ['one room of 10', 'one room of 1,000'],
    ...{ floor: '≤ 2.0 ×', goal: '≤ 1.2 ×' },
    judge: (read) => {
      const over = (/** @type {string} */ scene, /** @type {string} */ load) =>
        read(scene, 'parley', load, 'CPU a send') - read(scene, 'bare', load, 'CPU a send');
      const value = Math.max(
        ...LOADS.map((load) => over('one room of 1,000', load) / over('one room of 10', load)),
      );
      return { shown: `${shown(value)} ×`, floor: value <= 2, goal: value <= 1.2 };
    },
  },
  {
    what: 'RSS an authenticated connection',
    scenes: ['idle connections'],
    ...{ floor: '≤ 2 × bare', goal: '≤ 1.5 × bare' },
    judge: (read) => {
      const of = (/** @type {string} */ variant) => read('idle connections', variant, '', 'RSS a connection');
      const value = of('parley') / of('bare');
      return { shown: `${shown(value)} ×`, floor: value <= 2, goal: value <= 1.5 };
    },
  },
  {
    what: 'delivery p99 at half load, in rooms of 10, of 100, and 200 of 10',
    scenes: SMALL,
    ...{ floor: '≤ 3 × bare, < 100 ms', goal: '≤ 1.5 × bare' },
    judge: (read) => {
      const value = Math.max(
        ...SMALL.map((scene) => read(scene, 'parley', HALF, WAITED) / read(scene, 'bare', HALF, WAITED)),
      );
      const most = Math.max(...SMALL.map((scene) => read(scene, 'parley', HALF, WAITED)));
      return {
        shown: `${shown(value)} ×, ${shown(most)} ms`,
        ...{ floor: value <= 3 && most < 100, goal: value <= 1.5 && most < 100 },
      };
    },
  },
  {
    what: 'CPU of the Redis hop, 200 rooms of 10 over two nodes',
    scenes: ['two nodes'],
    ...{ floor: '≤ 1.35 ×', goal: '≤ 1.1 ×' },
    judge: (read) => {
      const cost = (/** @type {string} */ variant, /** @type {string} */ load) =>
        read('two nodes', variant, load, COST);
      const value = Math.max(...LOADS.map((load) => cost('two nodes', load) / cost('one node', load)));
      return { shown: `${shown(value)} ×`, floor: value <= 1.35, goal: value <= 1.1 };
    },
  },
  {
    what: '3,000 clients reconnect at once',
    scenes: [STORM],
    ...{ floor: 'all synced in 10 s, no error', goal: 'from `ready` to caught up p99 ≤ 1 s' },
    judge: (read) => {
      const all = read(STORM, 'parley', '', 'all synced after');
      const caughtUp = read(STORM, 'parley', '', 'caught up p99');
      const good = all <= 10_000 && read(STORM, 'parley', '', 'errors') === 0;
      return {
        shown: `all in ${shown(all)} ms, caught up p99 ${shown(caughtUp)} ms`,
        ...{ floor: good, goal: good && caughtUp <= 1_000 },
      };
    },
  },
  ...[
    { name: 'a page before a message', metric: 'p99', floor: 50, goal: 20, big: true },
    { name: 'the list of 500 rooms', metric: 'p99', floor: 100, goal: 30, big: false },
  ].map(
    /** @returns {Goal} */ ({ name, metric, floor, goal, big }) => ({
      what: `${name}, ${metric}${big ? ' at 5,000,000 messages' : ''}`,
      scenes: ['history and lists'],
      ...{ floor: `≤ ${floor} ms`, goal: `≤ ${goal} ms` },
      judge: (read) => {
        const value = read('history and lists', 'parley', name, metric);
        if (big && read('history and lists', 'parley', 'store', 'messages') < 5_000_000)
          throw new Error('not measured at that size');
        return { shown: `${shown(value)} ms`, floor: value <= floor, goal: value <= goal };
      },
    }),
  ),
];

/** @param {Run} run @returns {{ goal: Goal, shown: string, verdict: Verdict }[]} */
export function judge({ scenes }) {
  /** @type {Reader} */
  const read = (scene, variant, load, name) => {
    const metric = scenes
      .find((one) => one.name === scene)
      ?.metrics.find((one) => one.variant === variant && one.load === load && one.name === name);
    if (!metric) throw new Error('not measured');
    return median(metric.values);
  };
  return goals.map((goal) => {
    try {
      const { shown, ...reached } = goal.judge(read);
      const isValid = scenes.every(({ name, faults }) => faults.length === 0 || !goal.scenes.includes(name));
      const verdict = reached.goal ? 'goal' : reached.floor ? 'floor' : 'below the floor';
      return { goal, shown, verdict: isValid ? verdict : 'not valid' };
    } catch {
      return { goal, shown: '', verdict: 'not measured' };
    }
  });
}

/** @param {{ verdict: Verdict }} judged */
export const isMet = ({ verdict }) => verdict === 'goal' || verdict === 'floor';

/** @param {Run} run */
export const goalsText = (run) =>
  `## Goals\n${[
    '',
    ...table([
      ['what', 'floor', 'goal', 'measured', 'verdict'],
      ...judge(run).map(({ goal, shown, verdict }) => [goal.what, goal.floor, goal.goal, shown, verdict]),
    ]),
  ].join('\n')}\n`;
