import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BatchCache } from '../common/cache/batch-cache.js';
import { DomainEvents } from '../events/domain-events.js';
import { ClusterBus } from '../realtime/cluster-bus.js';
import { PreferenceRepository } from './preference.repository.js';
import { defaults, type StoredPreferences } from './preferences.rules.js';

/** Events keep it current; this is the net below a lost one. */
const LIFE_MS = 10_000;

/** What people prefer, for everything that acts by it. Cheap enough to ask with every notification. */
@Injectable()
export class PreferenceDirectory implements OnApplicationBootstrap {
  private readonly log = new Logger(PreferenceDirectory.name);
  private readonly cache = new BatchCache<StoredPreferences>((ids) => this.repository.of(ids), LIFE_MS);
  private listeners = new Set<string>();
  private readonly listening: (() => void)[] = [];

  constructor(
    private readonly repository: PreferenceRepository,
    events: DomainEvents,
    bus: ClusterBus,
  ) {
    events.everywhere('preferences_changed', ({ user_id, listens }) => {
      this.cache.invalidate(user_id);
      this.setListening(user_id, listens);
    });
    // What changed while Redis was away was not told.
    bus.onRejoin(() => void this.reload());
  }

  async onApplicationBootstrap(): Promise<void> {
    this.listeners = new Set(await this.repository.listening());
  }

  /** One for each of these users. */
  async of(userIds: string[]): Promise<Map<string, StoredPreferences>> {
    const known = await this.cache.getMany(userIds);
    return new Map(userIds.map((id) => [id, known.get(id) ?? defaults]));
  }

  async ofOne(userId: string): Promise<StoredPreferences> {
    return (await this.of([userId])).get(userId) ?? defaults;
  }

  /** As stored now: for what leaves this server and cannot be taken back, whichever node was told of a change. */
  async stored(userId: string): Promise<StoredPreferences> {
    return (await this.repository.of([userId])).get(userId) ?? defaults;
  }

  /** Who may be concerned by messages that name nobody: mostly nobody, and then a message costs no question. */
  listenersNow(): ReadonlySet<string> {
    return this.listeners;
  }

  /** Called when somebody begins or ends to listen. */
  onListening(hook: () => void): void {
    this.listening.push(hook);
  }

  private setListening(userId: string, listens: boolean): void {
    if (listens === this.listeners.has(userId)) return;
    if (listens) this.listeners.add(userId);
    else this.listeners.delete(userId);
    for (const hook of this.listening) hook();
  }

  private async reload(): Promise<void> {
    this.cache.clear();
    try {
      this.listeners = new Set(await this.repository.listening());
      for (const hook of this.listening) hook();
    } catch (error) {
      this.log.warn({ err: error }, 'who listens could not be read again');
    }
  }
}
