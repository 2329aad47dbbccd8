import { access } from 'node:fs/promises';
import type { Connection, Model } from 'mongoose';
import type { Storage } from '../storage/storage.js';
import type { TempFiles } from '../storage/temp-files.js';
import { type Document, digestOf, readDocuments } from './documents-file.js';
import { putFiles } from './files.js';
import { documentsPath, filesFolder, type Manifest, readManifest } from './manifest.js';

const BATCH = 500;

interface Options {
  connection: Connection;
  storage: Storage;
  temp: TempFiles;
  folder: string;
  progress?: (line: string) => void;
}

/** Into a database that holds nothing, while no node runs on it. */
export const restore = async (options: Options): Promise<Manifest> => {
  const { connection, storage, temp, folder, progress } = options;
  const manifest = await readManifest(folder);
  await requireWhole(folder, manifest);
  await requireEmpty(connection);
  for (const [name, { documents }] of Object.entries(manifest.collections)) {
    await fill(connection, name, documentsPath(folder, name));
    progress?.(`${name}: ${documents}`);
  }
  for (const model of Object.values(connection.models)) {
    await (model as Model<unknown>).createCollection();
    await (model as Model<unknown>).createIndexes();
  }
  const files = await putFiles(storage, filesFolder(folder), temp);
  progress?.(`files: ${files}`);
  return manifest;
};

const requireWhole = async (folder: string, { collections }: Manifest): Promise<void> => {
  for (const [name, { sha256 }] of Object.entries(collections)) {
    const path = documentsPath(folder, name);
    await access(path).catch(() => {
      throw new Error(`${path} is missing`);
    });
    if ((await digestOf(path)) !== sha256) throw new Error(`${path} is not what the backup wrote`);
  }
};

const requireEmpty = async (connection: Connection): Promise<void> => {
  for (const { collection } of Object.values(connection.models)) {
    if (await collection.findOne({}, { projection: { _id: 1 } }))
      throw new Error(`the database is not empty: ${collection.name} has documents`);
  }
};

const fill = async ({ db }: Connection, name: string, path: string): Promise<void> => {
  if (!db) throw new Error('not connected');
  const collection = db.collection<Document>(name);
  let batch: Document[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await collection.insertMany(batch, { ordered: false });
    batch = [];
  };
  for await (const document of readDocuments(path)) {
    batch.push(document);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
};
