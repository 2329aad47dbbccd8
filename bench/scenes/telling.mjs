/** What is told and never stored: who types, and who is there. */
import { calm, latencies, Sheet } from '../lib/measure.mjs';
import { cpuOf } from '../lib/process-stats.mjs';
import { seatBare } from '../lib/servers.mjs';

/** @typedef {{ name: string, kind: 'typing' | 'presence', rate: number, followed: number, plan: import('../lib/seating.mjs').Plan[] }} TellingScene */

/** @param {import('../lib/context.mjs').Context} context @param {TellingScene} scene */
export async function playTelling({ world, generators, rounds, loadMs, warmMs }, scene) {
  const { name, kind, rate, followed, plan } = scene;
  const sheet = new Sheet();
  const seating = await world.seatParley(plan, name);
  const variants = [
    { key: 'bare', server: world.bare, seating: seatBare(plan) },
    { key: 'parley', server: world.parley, seating },
  ];
  for (let n = 0; n < rounds; n += 1) {
    for (const { key, server, seating } of n % 2 === 0 ? variants : variants.toReversed()) {
      const { probe, ...others } = seating;
      await generators.connect(key, server.url, others, { together: true });
      await calm([server.pid]);
      await generators.first('typing', { key, kind, followed, rate, durationMs: warmMs });
      await calm([server.pid]);
      const before = { cpu: cpuOf(server.pid), generators: generators.cpu(), time: performance.now() };
      const told = await generators.first('typing', { key, kind, followed, rate, durationMs: loadMs });
      const cpuUs = cpuOf(server.pid) - before.cpu;
      const [busy = 0] = generators.cpu().map((us, part) => us - (before.generators[part] ?? 0));
      const share = busy / 1_000 / (performance.now() - before.time);
      sheet.add(key, '', {
        'CPU a delivery': [cpuUs / told.heard, 'µs'],
        'CPU an act': [cpuUs / told.acts, 'µs'],
        ...latencies('told', told.after),
        'not told': [told.expected - told.heard, ''],
      });
      sheet.faultIf(share > 0.9, `the generator was the bottleneck (${key})`);
      sheet.faultIf(told.refused > 0, `something was refused (${key})`);
      sheet.faultIf(told.heard < told.expected, `not everybody was told (${key})`);
      await generators.disconnect(key);
    }
  }
  sheet.faultIfBareDrifted('CPU a delivery');
  const what =
    kind === 'typing'
      ? `${plan.length} rooms of ${plan[0]?.members}; ${rate} times a second another person begins to type in another of their rooms`
      : `${seating.connections.length} people who follow ${followed} others each; ${rate} times a second another one changes their status`;
  return sheet.result(name, `${what}, as an open loop for ${loadMs} ms`);
}
