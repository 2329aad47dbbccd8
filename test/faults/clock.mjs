/**
 * Loaded before a node (`NODE_OPTIONS=--import=…`): lets a test put its clock forward or back while it runs, as a wrong time
 * server does. All times that the server knows come from `Date`; timers and `performance.now()` run on, as they do on a real machine.
 */
const Real = Date;
let shift = 0;
const now = () => Real.now() + shift;

globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === Date ? target : newTarget),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

process.on('message', (/** @type {{ clock_shift_ms?: number }} */ { clock_shift_ms }) => {
  if (clock_shift_ms !== undefined) shift = clock_shift_ms;
});
// Not a reason to stay alive.
process.channel?.unref();
