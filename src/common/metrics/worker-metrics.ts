import cluster from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** A worker asks its parent, which asks all of them: whichever of them a scrape reaches, it reads the same figures. */
interface Question {
  parley: 'metrics';
  id: number;
}
type Answer = Question & ({ text: string } | { failure: string });

const isOurs = (message: unknown): message is Question =>
  typeof message === 'object' && message !== null && 'parley' in message && message.parley === 'metrics';

/** In the parent of the workers. */
export const answerForWorkers = (): void => {
  const all = new AggregatorRegistry();
  cluster.on('message', (worker, message: unknown) => {
    if (!isOurs(message)) return;
    const answer = (rest: { text: string } | { failure: string }): void => {
      if (worker.isConnected()) worker.send({ ...message, ...rest } satisfies Answer);
    };
    all.clusterMetrics().then(
      (text) => answer({ text }),
      (error: unknown) => answer({ failure: String(error) }),
    );
  });
};

/** In a worker: what its registry has counts among those of all. */
export class WorkerMetrics {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private asked = 0;

  constructor(registry: Registry) {
    AggregatorRegistry.setRegistries(registry);
    new AggregatorRegistry(); // Listens to the parent from now on.
    process.on('message', (message: unknown) => {
      if (isOurs(message)) this.waiting.get(message.id)?.(message as Answer);
    });
  }

  /** The figures of all workers, added up. Fails when one of them does not answer within seconds. */
  async text(): Promise<string> {
    const id = this.asked++;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.waiting.set(id, resolve);
    process.send?.({ parley: 'metrics', id } satisfies Question);
    const answer = await promise;
    this.waiting.delete(id);
    if ('failure' in answer) throw new Error(`the metrics of the workers: ${answer.failure}`);
    return answer.text;
  }
}
