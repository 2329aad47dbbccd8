import { currentTracing } from '../common/tracing/tracing.js';

type Within = <T>(work: () => T) => T;

/**
 * Sends that were gathered go to the database as one, from wherever the first of a long row began. So each remembers
 * where it came from, and an insert belongs to the first of those that it carries. Nothing where no traces are made.
 */
export class SendTraces {
  private readonly origins = new Map<string, Within>();

  async follow<T>(id: string, work: () => Promise<T>): Promise<T> {
    const tracing = currentTracing();
    if (!tracing) return work();
    this.origins.set(id, tracing.here());
    try {
      return await work();
    } finally {
      this.origins.delete(id);
    }
  }

  asIn<T>(id: string | undefined, work: () => T): T {
    const origin = id === undefined ? undefined : this.origins.get(id);
    return origin ? origin(work) : work();
  }
}
