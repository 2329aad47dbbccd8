import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';
import { PreferenceRepository } from './preference.repository.js';
import { defaults, toPreferences } from './preferences.rules.js';

/** Tells the own devices, as they are when it is told: of two changes at once the later one is told last or twice. */
@Injectable()
export class PreferencesFanout {
  constructor(events: DomainEvents, broadcaster: Broadcaster, repository: PreferenceRepository) {
    events.on('preferences_changed', async ({ user_id }) => {
      const stored = (await repository.of([user_id])).get(user_id) ?? defaults;
      await broadcaster.toUser(user_id, 'preferences_updated', {
        preferences: toPreferences(stored, new Date()),
      });
    });
  }
}
