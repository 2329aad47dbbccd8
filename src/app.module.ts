import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { BlocksModule } from './blocks/blocks.module.js';
import { BotsModule } from './bots/bots.module.js';
import { CallsModule } from './calls/calls.module.js';
import { MetricsModule } from './common/metrics/metrics.module.js';
import { NetModule } from './common/net/net.module.js';
import { RateLimitModule } from './common/rate-limit/rate-limit.module.js';
import { RedisModule } from './common/redis/redis.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DmModule } from './dm/dm.module.js';
import { DraftsModule } from './drafts/drafts.module.js';
import { EmojisModule } from './emojis/emojis.module.js';
import { EventsModule } from './events/events.module.js';
import { ForwardsModule } from './forwards/forwards.module.js';
import { GifsModule } from './gifs/gifs.module.js';
import { HealthModule } from './health/health.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { InboxModule } from './inbox/inbox.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { ScrapeModule } from './metrics/metrics.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PreferencesModule } from './preferences/preferences.module.js';
import { PresenceModule } from './presence/presence.module.js';
import { PreviewsModule } from './previews/previews.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { SavedModule } from './saved/saved.module.js';
import { SearchModule } from './search/search.module.js';
import { StorageModule } from './storage/storage.module.js';
import { ThreadsModule } from './threads/threads.module.js';
import { TransportModule } from './transport/transport.module.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { UsersModule } from './users/users.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        RedisModule,
        MetricsModule,
        RateLimitModule,
        NetModule,
        DatabaseModule,
        EventsModule,
        IdentityModule,
        AccessModule,
        RealtimeModule,
        ScrapeModule,
        JobsModule,
        MailModule,
        StorageModule,
        TransportModule,
        UploadsModule,
        UsersModule,
        AuditModule,
        AuthModule,
        RoomsModule,
        DmModule,
        BlocksModule,
        EmojisModule,
        PreferencesModule,
        MessagesModule,
        PreviewsModule,
        ThreadsModule,
        ForwardsModule,
        SavedModule,
        DraftsModule,
        SearchModule,
        PresenceModule,
        NotificationsModule,
        InboxModule,
        CallsModule,
        GifsModule,
        BotsModule,
        WebhooksModule,
        ReportsModule,
        AccountsModule,
        RetentionModule,
        HealthModule,
      ],
    };
  }
}
