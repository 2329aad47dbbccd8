import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { environment } from './config/config.js';
import { declareModels } from './database/declared-models.js';
import { examineAll, lineOf } from './doctor/examination.js';

/** `npm run doctor`, or `node dist/doctor.js` in a container: says what is wrong and what to do. `--json` for machines. */
const main = async (): Promise<void> => {
  Logger.overrideLogger(false); // What the parts log of a failure is said below, once.
  const findings = await examineAll(environment(), (connection, config) =>
    declareModels(AppModule.with(config), connection),
  );
  const healthy = findings.every(({ state }) => state !== 'fail');
  const text = process.argv.includes('--json')
    ? JSON.stringify({ healthy, findings }, null, 2)
    : findings.map(lineOf).join('\n');
  process.stdout.write(`${text}\n`, () => process.exit(healthy ? 0 : 1));
};

await main();
