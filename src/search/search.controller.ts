import type { Input } from '../contract/operation.js';
import {
  forgetSearch,
  forgetSearches,
  listRecentSearches,
  searchMessages,
  suggestSearches,
} from '../contract/search.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { RecentSearchesService } from './recent-searches.service.js';
import { SearchService } from './search.service.js';
import { SuggestionsService } from './suggestions.service.js';

@ChatController()
export class SearchController {
  constructor(
    private readonly messages: SearchService,
    private readonly suggestions: SuggestionsService,
    private readonly recents: RecentSearchesService,
  ) {}

  @Http(searchMessages)
  search(caller: Caller, input: Input<typeof searchMessages>) {
    return this.messages.search(caller, input);
  }

  @Http(suggestSearches)
  suggest(caller: Caller, input: Input<typeof suggestSearches>) {
    return this.suggestions.suggest(caller, input);
  }

  @Http(listRecentSearches)
  listRecent(caller: Caller, _input: Input<typeof listRecentSearches>) {
    return this.recents.list(caller);
  }

  @Http(forgetSearch)
  forget(caller: Caller, input: Input<typeof forgetSearch>) {
    return this.recents.forget(caller, input);
  }

  @Http(forgetSearches)
  forgetAll(caller: Caller, _input: Input<typeof forgetSearches>) {
    return this.recents.forgetAll(caller);
  }
}
