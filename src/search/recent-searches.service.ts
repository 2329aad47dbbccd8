import { Injectable } from '@nestjs/common';
import type { Input, Output } from '../contract/operation.js';
import type { forgetSearch, listRecentSearches } from '../contract/search.js';
import type { Caller } from '../identity/caller.js';
import { PersonalData } from '../users/personal-data.js';
import { RecentSearchRepository } from './recent-search.repository.js';

/** What somebody searched for lately: nobody else's business. */
@Injectable()
export class RecentSearchesService {
  constructor(
    private readonly recents: RecentSearchRepository,
    personal: PersonalData,
  ) {
    personal.register(
      'search',
      (userId) => recents.removeAll(userId),
      (userId) => recents.list(userId),
    );
  }

  async list(caller: Caller): Promise<Output<typeof listRecentSearches>> {
    const searches = await this.recents.list(caller.id);
    return {
      searches: searches.map((search) => ({ ...search, searched_at: search.searched_at.toISOString() })),
    };
  }

  forget(caller: Caller, { recent_id }: Input<typeof forgetSearch>): Promise<void> {
    return this.recents.remove(caller.id, recent_id);
  }

  forgetAll(caller: Caller): Promise<void> {
    return this.recents.removeAll(caller.id);
  }
}
