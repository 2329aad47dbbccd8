/** All connections are cut, messages are sent meanwhile, and everybody comes back in the same moment. */
import { at, calm, latencies, Sheet } from '../lib/measure.mjs';
import { cpuOf } from '../lib/process-stats.mjs';
import { membersOf } from '../lib/seating.mjs';
import { seatBare } from '../lib/servers.mjs';

/**
 * @param {import('../lib/context.mjs').Context} context
 * @param {{ name: string, plan: import('../lib/seating.mjs').Plan[], people: number, missed: number }} scene `missed`: messages in each room
 */
export async function playReconnect({ world, generators, rounds, profile }, { name, plan, people, missed }) {
  const { bare, parley } = world;
  const sheet = new Sheet();
  const invited = await world.invite(people);
  const seating = await world.seatParley(plan, name, invited);
  // One more person, who stays and writes, is in all rooms and in none of their counts.
  const [writer] = await world.invite(1);
  const owners = membersOf(plan, people).map(([first = 0]) => invited[first]);
  for (const [room, { id }] of seating.rooms.entries())
    await owners[room]?.api.addMembers({ room_id: id, user_ids: [writer?.id ?? ''] });
  const ids = seating.rooms.map(({ id }) => id);
  const writing = {
    ...{ rooms: ids.map((id) => ({ id, members: 1 })), pattern: seating.pattern },
    connections: [{ user: writer?.id ?? '', auth: { token: writer?.token }, rooms: ids }],
  };
  const bareSeating = seatBare(plan, people);
  const expected = seating.connections.reduce((sum, { rooms }) => sum + rooms.length, 0) * missed;
  for (let n = 0; n < rounds; n += 1) {
    for (const variant of n % 2 === 0 ? ['bare', 'parley'] : ['parley', 'bare']) {
      const server = variant === 'bare' ? bare : parley;
      const { connections } = variant === 'bare' ? bareSeating : seating;
      await generators.first('storm', { step: 'open', url: server.url, chairs: connections });
      await generators.first('storm', { step: 'cut' });
      if (variant === 'parley') await write(generators, server.url, writing, missed);
      await calm([server.pid]);
      const before = cpuOf(server.pid);
      const storm = await generators.first('storm', { step: 'back', sync: variant === 'parley' });
      sheet.add(variant, '', {
        ...latencies('ready', storm.readyMs),
        ...(variant === 'parley' && latencies('caught up', storm.syncMs)),
        'all synced after': [at(storm.syncedMs, 1), 'ms'],
        'CPU a client': [(cpuOf(server.pid) - before) / connections.length, 'µs'],
        errors: [storm.errors, ''],
      });
      if (storm.error) process.stdout.write(`  ${storm.error}\n`);
      if (variant === 'parley') {
        sheet.faultIf(storm.missed !== expected, `${storm.missed} of ${expected} missed messages came`);
        sheet.faultIf(storm.lost > 0, 'something was lost');
      }
      await generators.first('storm', { step: 'cut' });
      if (variant === 'parley' && n === rounds - 1) {
        const back = () => generators.first('storm', { step: 'back', sync: true });
        await profile(`${name}, parley`, back, connections.length);
        await generators.first('storm', { step: 'cut' });
      }
    }
  }
  return sheet.result(
    name,
    `${seating.connections.length} clients, each in ${Math.round(expected / missed / seating.connections.length)} of ${plan.length} rooms; cut at once, ${missed} messages sent to each room, all back at once; every time but “caught up” (from \`ready\` to everything missed) counts from that moment; bare has nothing to sync`,
  );
}

/** @param {import('../lib/generators.mjs').Generators} generators @param {string} url @param {import('../lib/seating.mjs').Seating} writing @param {number} missed */
async function write(generators, url, writing, missed) {
  await generators.connect('writer', url, writing);
  await generators.sends('writer', { inFlight: 16, count: writing.rooms.length * missed });
  await generators.settle('writer');
  await generators.disconnect('writer');
}
