// `npm run openapi`: writes what is made of the contract, or with `--check` says whether it differs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asyncApiDocument } from './asyncapi.js';
import { toFile } from './document-file.js';
import { openApiDocument } from './openapi.js';
import { sdkContract } from './sdk-contract.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

const files = (): [path: string, content: string][] => [
  [join(root, 'openapi/openapi.json'), toFile(openApiDocument())],
  [join(root, 'openapi/asyncapi.json'), toFile(asyncApiDocument())],
  [join(root, 'sdk/src/generated/contract.ts'), sdkContract()],
];

const differs = ([path, content]: [string, string]): boolean =>
  !existsSync(path) || readFileSync(path, 'utf8') !== content;

const check = (): void => {
  if (!files().some(differs)) return;
  process.stderr.write(
    'openapi/ or sdk/src/generated/ is not what the contract says: run `npm run openapi` and commit what it writes.\n',
  );
  process.exitCode = 1;
};

const write = (): void => {
  for (const [path, content] of files()) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
};

if (process.argv.includes('--check')) check();
else write();
