import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { backUp } from './backup/dump.js';
import { runWithParts } from './backup/program.js';
import { declareModels } from './database/declared-models.js';

/** `npm run backup -- DIR`: database and files into a folder that is empty or not there, while the server goes on. */
await runWithParts(
  (connection, config) => declareModels(AppModule.with(config), connection),
  async (parts) => {
    const { began_at } = await backUp(parts);
    return `${parts.folder} holds all that was acknowledged before ${began_at}`;
  },
);
