import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { migrate } from './migration-runner.js';
import { migrations } from './migrations.js';

const TRIES = 5;

/**
 * Makes the collections and indexes that the schemas name, before the node says that it is ready. Making one that exists
 * does nothing. A collection must not be made by the first write to it: two transactions that both would fail.
 */
@Injectable()
export class IndexSync implements OnApplicationBootstrap {
  private readonly log = new Logger(IndexSync.name);

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Under the lease of the migrations: of nodes that start together one builds, and the others find it built. */
  async onApplicationBootstrap(): Promise<void> {
    const build = async (): Promise<void> => {
      for (const model of Object.values(this.connection.models)) await this.create(model as Model<unknown>);
    };
    await migrate(this.connection, migrations, build, { log: (line) => this.log.log(line) });
  }

  /** Nodes that start together may both make an index: the later one tries again and finds it. */
  private async create(model: Model<unknown>, tries = TRIES): Promise<void> {
    try {
      await model.createCollection();
      await model.createIndexes();
    } catch (error) {
      if (tries <= 1) throw error;
      this.log.debug(`indexes of ${model.modelName} again: ${String(error)}`);
      await this.create(model, tries - 1);
    }
  }
}
