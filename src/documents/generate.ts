// `npm run openapi`: writes the documents of the contract into openapi/, or with `--check` says whether they differ.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asyncApiDocument } from './asyncapi.js';
import { toFile } from './document-file.js';
import { openApiDocument } from './openapi.js';

const folder = fileURLToPath(new URL('../../openapi/', import.meta.url));

const files = (): [path: string, content: string][] => [
  [join(folder, 'openapi.json'), toFile(openApiDocument())],
  [join(folder, 'asyncapi.json'), toFile(asyncApiDocument())],
];

const differs = ([path, content]: [string, string]): boolean =>
  !existsSync(path) || readFileSync(path, 'utf8') !== content;

const check = (): void => {
  if (!files().some(differs)) return;
  process.stderr.write(
    'The documents in openapi/ are not those of the contract: run `npm run openapi` and commit them.\n',
  );
  process.exitCode = 1;
};

const write = (): void => {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of files()) writeFileSync(path, content);
};

if (process.argv.includes('--check')) check();
else write();
