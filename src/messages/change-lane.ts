import { AppError } from '../common/errors/app-error.js';
import type { AppliedChange, ChangeCommand, StoredChange } from './change.js';
import type { StoredMessage } from './message.js';

/** What a lane needs of the store. */
export interface ChangeStore {
  apply(command: ChangeCommand, rev: number): Promise<AppliedChange | null>;
  /** The number of the latest change; `atLeast` is one that is known to be given out, 0 when none is. */
  headRev(conversationId: string, atLeast: number): Promise<number>;
  byId(id: string): Promise<StoredChange | null>;
  message(id: string): Promise<StoredMessage | null>;
}

interface Options {
  applied: (command: ChangeCommand, change: AppliedChange) => void;
  patienceMs?: number;
}

const jitter = (attempt: number): number => Math.random() * Math.min(1_000, 2 ** attempt * 2);

/**
 * Changes of one conversation on this node, one after the other. As with messages the insert of `head + 1` is the claim
 * of the number, and after a failure nothing is concluded from the error: whether the change was stored is read again,
 * by its id.
 */
export class ChangeLane {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private rev: number | undefined;
  /** Given out for certain, whatever failed since. */
  private atLeast = 0;

  constructor(
    private readonly conversationId: string,
    private readonly store: ChangeStore,
    private readonly options: Options,
  ) {}

  get idle(): boolean {
    return this.waiting === 0;
  }

  /** Resolves when the change is certainly stored; `null` when there was nothing to change. */
  run(command: ChangeCommand): Promise<AppliedChange | null> {
    this.waiting += 1;
    const result = this.tail.then(() => this.commit(command)).finally(() => (this.waiting -= 1));
    this.tail = result.catch(() => undefined);
    return result;
  }

  private async commit(command: ChangeCommand): Promise<AppliedChange | null> {
    const deadline = Date.now() + (this.options.patienceMs ?? 15_000);
    for (let attempt = 0; ; attempt += 1) {
      try {
        const known = attempt > 0 ? await this.store.byId(command.id) : null;
        const change = known ? await this.recover(known) : await this.claim(command);
        if (change) this.options.applied(command, change);
        return change;
      } catch (error) {
        this.rev = undefined;
        if (error instanceof AppError || Date.now() >= deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, jitter(attempt)));
      }
    }
  }

  private async claim(command: ChangeCommand): Promise<AppliedChange | null> {
    this.rev ??= await this.store.headRev(this.conversationId, this.atLeast);
    this.atLeast = this.rev;
    const change = await this.store.apply(command, this.rev + 1);
    if (change) this.rev = change.rev;
    return change;
  }

  /** It was stored, and only its answer was lost. */
  private async recover({ rev, message_id }: StoredChange): Promise<AppliedChange> {
    const message = await this.store.message(message_id);
    if (!message) throw new AppError('message_not_found');
    return { rev, message };
  }
}
