import { Module } from '@nestjs/common';
import { GuardedFetch } from '../common/net/guarded-fetch.js';
import { Config } from '../config/config.js';
import { GifProvider } from './gif-provider.js';
import { GifsController } from './gifs.controller.js';
import { GifsService } from './gifs.service.js';
import { GiphyProvider } from './giphy.provider.js';

@Module({
  controllers: [GifsController],
  providers: [
    GifsService,
    {
      provide: GifProvider,
      inject: [Config, GuardedFetch],
      useFactory: ({ env }: Config, net: GuardedFetch): GifProvider | undefined =>
        env.GIPHY_API_KEY === undefined
          ? undefined
          : new GiphyProvider(net, { ...env, key: env.GIPHY_API_KEY }),
    },
  ],
})
export class GifsModule {}
