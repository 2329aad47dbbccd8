import { Counter, type Registry } from 'prom-client';

interface Options {
  name: string;
  help: string;
  label: string;
  registers: Registry[];
}

/** A counter for what happens at every send: an addition there, and the rest when somebody reads the metrics. */
export class Tally<T extends string> {
  private readonly counts = new Map<T, number>();

  constructor({ name, help, label, registers }: Options, values: readonly T[]) {
    const { counts } = this;
    for (const value of values) counts.set(value, 0);
    new Counter({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [value, count] of counts) this.inc({ [label]: value }, count);
      },
    });
  }

  add(value: T, count = 1): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + count);
  }
}
