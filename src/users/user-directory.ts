import { Injectable } from '@nestjs/common';
import { BatchCache } from '../common/cache/batch-cache.js';
import { AppError } from '../common/errors/app-error.js';
import type { UserSummary } from '../contract/users.js';
import { DomainEvents } from '../events/domain-events.js';
import { UserRepository } from './user.repository.js';

/** Events keep it current; this is the net below a lost one. */
const LIFE_MS = 10_000;

/** Who is who, for everything that shows or names people. Cheap enough to ask with every message. */
@Injectable()
export class UserDirectory {
  private readonly byId = new BatchCache<UserSummary>((ids) => this.load(ids), LIFE_MS);
  private readonly closed = new BatchCache<true>((ids) => this.repository.inactive(ids), LIFE_MS);
  private readonly byName = new BatchCache<string>((names) => this.repository.idsByUsername(names), LIFE_MS);

  constructor(
    private readonly repository: UserRepository,
    events: DomainEvents,
  ) {
    events.everywhere('user_updated', ({ user_id }) => {
      this.byId.invalidate(user_id);
      this.closed.invalidate(user_id);
      // A new account too is an update: its name was perhaps remembered as nobody's.
      this.byName.clear();
    });
  }

  /** Throws `user_not_found`. */
  async summary(id: string): Promise<UserSummary> {
    const found = (await this.summaries([id])).get(id);
    if (!found) throw new AppError('user_not_found');
    return found;
  }

  /** Those who exist, by id. */
  summaries(ids: string[]): Promise<Map<string, UserSummary>> {
    return this.byId.getMany(ids);
  }

  /** Ids by username in lower case, of those names that are somebody's. */
  idsByUsername(names: string[]): Promise<Map<string, string>> {
    return this.byName.getMany(names.map((name) => name.toLowerCase()));
  }

  /** Which of these ids are users. */
  async existing(ids: string[]): Promise<Set<string>> {
    return new Set((await this.summaries(ids)).keys());
  }

  /** Which of these were deactivated or erased. */
  async inactive(ids: string[]): Promise<Set<string>> {
    return new Set((await this.closed.getMany(ids)).keys());
  }

  private async load(ids: string[]): Promise<Map<string, UserSummary>> {
    const found = await this.repository.summaries(ids);
    return new Map(found.map((summary) => [summary.id, summary]));
  }
}
