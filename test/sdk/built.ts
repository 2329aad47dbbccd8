import { build } from '../../scripts/lib/build.mjs';
import { ROOT } from '../../scripts/lib/root.mjs';

const step = {
  name: 'the SDK',
  inputs: ['sdk/src', 'sdk/build.mjs', 'sdk/package.json', 'sdk/tsconfig.build.json', 'package-lock.json'],
  output: 'sdk/dist/cjs/index.d.ts',
  stamp: '.data/sdk.stamp',
  command: ['sdk/build.mjs'],
};

/** `npm run sdk:build` where something has changed; one at a time, since two test files need it. */
export const buildSdk = (): Promise<void> =>
  build(ROOT, { node: process.execPath, log: () => undefined, steps: [step] });
