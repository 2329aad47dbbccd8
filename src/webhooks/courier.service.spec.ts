import { expect, it } from 'vitest';
import { CourierService } from './courier.service.js';

const hook = (n: number) => ({ id: `${n}`.padStart(24, '0'), room_id: `room-${n}`, seq: 1, rev: 0 });

it('the sweep comes to every webhook in turn, and begins again', async () => {
  const lagging = [1, 2, 3, 4, 5].map(hook);
  const asked: string[] = [];
  const hooks = {
    idle: async (after: string, count: number) => lagging.filter(({ id }) => id > after).slice(0, count),
  };
  const heads = {
    read: async (refs: { id: string }[]) => new Map(refs.map(({ id }) => [id, { seq: 2, rev: 0 }])),
  };
  const jobs = {
    handle: () => undefined,
    add: async (_kind: string, { webhook_id }: { webhook_id: string }) => asked.push(webhook_id),
  };
  const events = { on: () => undefined, everywhere: () => undefined };
  const none = {} as never;
  const courier = new CourierService(
    hooks as never,
    ...([none, none, none, none] as const),
    heads as never,
    jobs as never,
    none,
    events as never,
  );
  for (let n = 0; n < 4; n += 1) await courier.sweep(2);
  expect(asked).toEqual([1, 2, 3, 4, 5, 1, 2].map((n) => hook(n).id));
});
