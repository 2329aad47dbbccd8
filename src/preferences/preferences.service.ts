import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import type { Input, Output } from '../contract/operation.js';
import type { getPreferences, updatePreferences } from '../contract/preferences.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { PersonalData } from '../users/personal-data.js';
import { PreferenceRepository } from './preference.repository.js';
import { changed, defaults, listens, type StoredPreferences, toPreferences } from './preferences.rules.js';

@Injectable()
export class PreferencesService {
  constructor(
    private readonly access: AccessService,
    private readonly repository: PreferenceRepository,
    private readonly events: DomainEvents,
    personalData: PersonalData,
  ) {
    personalData.register(
      'preferences',
      (userId) => this.forget(userId),
      async (userId) => toPreferences(await this.stored(userId), new Date()),
    );
  }

  async get(caller: Caller): Promise<Output<typeof getPreferences>> {
    return { preferences: toPreferences(await this.stored(caller.id), new Date()) };
  }

  async update(
    caller: Caller,
    input: Input<typeof updatePreferences>,
  ): Promise<Output<typeof updatePreferences>> {
    await Promise.all((input.conversations ?? []).map((place) => this.access.require(caller, 'read', place)));
    const now = new Date();
    // Of devices that change something at once, each builds on what the others did.
    for (;;) {
      const after = changed(await this.stored(caller.id), input, now);
      if (!(await this.repository.save(caller.id, after))) continue;
      await this.events.emit('preferences_changed', {
        user_id: caller.id,
        listens: listens(after),
        receipts: after.receipts,
      });
      return { preferences: toPreferences(after, now) };
    }
  }

  private async forget(user_id: string): Promise<void> {
    await this.repository.remove(user_id);
    const { receipts } = defaults;
    await this.events.emit('preferences_changed', { user_id, listens: false, receipts });
  }

  private async stored(userId: string): Promise<StoredPreferences> {
    return (await this.repository.of([userId])).get(userId) ?? defaults;
  }
}
