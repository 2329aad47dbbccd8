import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { runWithParts } from './backup/program.js';
import { restore } from './backup/restore.js';
import { declareModels } from './database/declared-models.js';

/** `npm run restore -- DIR`: a backup into a database and a storage that are empty, while no node runs on them. */
await runWithParts(
  (connection, config) => declareModels(AppModule.with(config), connection),
  async (parts) => {
    const { began_at } = await restore(parts);
    return `restored what was there at ${began_at}`;
  },
);
