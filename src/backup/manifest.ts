import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'manifest.json';

/** Written last: a backup without it was cut off. */
const Manifest = z.object({
  format: z.literal(1),
  contract_version: z.string(),
  began_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
  collections: z.record(z.string(), z.object({ documents: z.number().int(), sha256: z.string() })),
  files: z.number().int(),
});
export type Manifest = z.infer<typeof Manifest>;

export const writeManifest = (folder: string, manifest: Manifest): Promise<void> =>
  writeFile(join(folder, FILE), `${JSON.stringify(manifest, null, 2)}\n`);

export const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => {
    throw new Error(`${folder} holds no whole backup: there is no ${FILE}`);
  });
  return Manifest.parse(JSON.parse(text));
};

export const documentsPath = (folder: string, collection: string): string =>
  join(folder, `${collection}.bson.gz`);

export const filesFolder = (folder: string): string => join(folder, 'files');
