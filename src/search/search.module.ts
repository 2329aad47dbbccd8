import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DmModule } from '../dm/dm.module.js';
import { MessageSchema } from '../messages/message.schema.js';
import { MessagesModule } from '../messages/messages.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { UsersModule } from '../users/users.module.js';
import { CandidatesService } from './candidates.service.js';
import { RankingService } from './ranking.service.js';
import { RecentSearchRepository } from './recent-search.repository.js';
import { RecentSearchesSchema } from './recent-search.schema.js';
import { RecentSearchesService } from './recent-searches.service.js';
import { ResultMapper } from './result.mapper.js';
import { ScopeService } from './scope.service.js';
import { SearchController } from './search.controller.js';
import { SearchRepository } from './search.repository.js';
import { SearchService } from './search.service.js';
import { SuggestionsService } from './suggestions.service.js';
import { TermFrequencies } from './term-frequencies.service.js';

@Module({
  imports: [
    UsersModule,
    RoomsModule,
    DmModule,
    MessagesModule,
    MongooseModule.forFeature([
      { name: 'Message', schema: MessageSchema },
      { name: 'RecentSearches', schema: RecentSearchesSchema },
    ]),
  ],
  controllers: [SearchController],
  providers: [
    SearchService,
    SearchRepository,
    CandidatesService,
    RankingService,
    ScopeService,
    ResultMapper,
    SuggestionsService,
    TermFrequencies,
    RecentSearchesService,
    RecentSearchRepository,
  ],
})
export class SearchModule {}
