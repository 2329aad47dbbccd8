import { expect, it } from 'vitest';
import { freshSeed } from '../support/random.js';
import { type ChaosReport, runChaos } from './chaos.js';

/** `npm run soak` asks for many rounds; each says what died and what was found. */
const soak = process.env.SOAK_ROUNDS;
const rounds = Number(soak ?? 1);
const seeds = [7, ...Array.from({ length: rounds }, freshSeed)];

it.each(seeds)(
  'nothing is lost, doubled or reordered while things die (seed %d)',
  { timeout: 180_000 },
  async (seed) => {
    const sends = 1_000;
    const report = await runChaos({ seed, users: 20, sends, pauseMs: 5_000 });
    const numbers = Array.from({ length: sends }, (_, n) => n + 1);
    expect(report.faults).toHaveLength(3);
    expect(report.stored.map(({ seq }) => seq)).toEqual(numbers);
    expect(new Set(report.stored.map(({ client_id }) => client_id)).size).toBe(sends);
    const storedIds = new Map(report.stored.map(({ id, seq }) => [id, seq]));
    for (const { id, seq } of report.acknowledged) expect(storedIds.get(id)).toBe(seq);
    for (const { messages } of report.held) {
      expect(messages.map(({ id }) => id)).toEqual(report.stored.map(({ id }) => id));
    }
    for (const { shown, recounted } of report.counters) expect(shown).toEqual(recounted);
    if (soak) process.stdout.write(`${summary(seed, report)}\n`);
  },
);

const summary = (seed: number, { faults, stored, acknowledged, held, counters }: ChaosReport): string =>
  [
    `seed ${seed}: ${faults.join(', ')}`,
    `${acknowledged.length} acknowledged, ${stored.length} stored, each once and in order`,
    `${held.length} clients hold the same`,
    `${counters.length} counters equal a recount`,
  ].join('; ');
