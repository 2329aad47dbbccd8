import { mkdir, readdir } from 'node:fs/promises';
import type { Connection } from 'mongoose';
import { contractVersion } from '../contract/version.js';
import { toObjectId } from '../database/object-id.js';
import type { Head } from '../messages/head.repository.js';
import type { Storage } from '../storage/storage.js';
import { cutOf } from './cut.js';
import { type Document, digestOf, exact, writeDocuments } from './documents-file.js';
import { fetchFiles } from './files.js';
import { documentsPath, filesFolder, type Manifest, writeManifest } from './manifest.js';

const PAGE = 1_000;

/**
 * The server goes on while it is copied, and not every database can be read as of one moment, so the order makes the copy
 * whole. First how far sweeps came, then all that points at messages: positions, notifications, memberships. Then the
 * cut: the number at which each conversation stands. Then messages up to it: numbers are dense, so none is missing, and
 * whatever points at a message points at one that is there. Changes come before messages: a message may be newer than
 * its last row, which a client takes for a reset, but not older. Last what messages point at, and the files; also heads,
 * as the cut has them: where a room begins is read after its messages, which may have been removed for their age.
 */
const FIRST = ['sweeps', 'notification_sweeps'];
const NUMBERED = ['message_changes', 'message_edits', 'messages'];
const LAST = [
  'conversation_heads',
  'threads',
  'direct_messages',
  'rooms',
  'users',
  'files',
  'pictures',
  'emoji_sets',
  'link_images',
];

interface Options {
  connection: Connection;
  storage: Storage;
  folder: string;
  /** Told what is being done. */
  progress?: (line: string) => void;
}

export const backUp = async ({ connection, storage, folder, progress }: Options): Promise<Manifest> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`);
  const began_at = new Date().toISOString();
  const collections: Manifest['collections'] = {};
  const dump = async (name: string, keep?: (document: Document) => boolean): Promise<void> => {
    const path = documentsPath(folder, name);
    const documents = await writeDocuments(path, pagesOf(connection, name, keep));
    collections[name] = { documents, sha256: await digestOf(path) };
    progress?.(`${name}: ${documents}`);
  };

  const names = Object.values(connection.models).map(({ collection }) => collection.name);
  const later = new Set([...FIRST, ...NUMBERED, ...LAST]);
  for (const name of FIRST) await dump(name);
  const conversations = new Conversations();
  for (const name of names.filter((other) => !later.has(other)))
    await dump(name, name === 'memberships' ? (document) => conversations.add(document) : undefined);

  const cut = await cutOf(connection, conversations.ids);
  await dump('message_changes', (row) => isBefore(cut, row, 'rev'));
  await dump('message_edits');
  await dump('messages', (row) => isBefore(cut, row, 'seq'));
  const keepers: Record<string, (document: Document) => boolean> = {
    // A room that was made since has nobody in it here.
    rooms: ({ _id, deleted_at }) => cut.has(String(_id)) || Boolean(deleted_at),
    direct_messages: ({ _id }) => cut.has(String(_id)),
    conversation_heads: (head) => stand(head, cut.get(String(head._id))),
  };
  for (const name of LAST) await dump(name, keepers[name]);
  const files = await fetchFiles(storage, filesFolder(folder));
  progress?.(`files: ${files}`);
  const manifest: Manifest = {
    ...{ format: 1, contract_version: contractVersion },
    ...{ began_at, ended_at: new Date().toISOString(), collections, files },
  };
  await writeManifest(folder, manifest);
  return manifest;
};

/** Page by page along the ids: what is there all the time comes once, however it is written to meanwhile. */
async function* pagesOf(
  { db }: Connection,
  name: string,
  keep: (document: Document) => boolean = () => true,
): AsyncGenerator<Document> {
  if (!db) throw new Error('not connected');
  const collection = db.collection<Document>(name);
  for (let last: Document['_id']; ; ) {
    const filter = last === undefined ? {} : { _id: { $gt: last } };
    const page = await collection.find(filter, { ...exact, sort: { _id: 1 }, limit: PAGE }).toArray();
    for (const document of page) if (keep(document)) yield document;
    if (page.length < PAGE) return;
    last = page.at(-1)?._id;
  }
}

const isBefore = (cut: ReadonlyMap<string, Head>, row: Document, number: 'seq' | 'rev'): boolean =>
  Number(row[number]) <= (cut.get(String(row['conversation_id']))?.[number] ?? 0);

/** Puts the numbers of the cut into a head, and leaves where the conversation begins. */
const stand = (document: Document, head: Head | undefined): boolean => {
  if (!head) return false;
  const { seq, top, rev, shown } = head;
  Object.assign(document, { seq, top, rev, shown: shown && { seq: shown.seq, id: toObjectId(shown.id) } });
  return true;
};

/** Which conversations somebody is in. A room that changed hands meanwhile may show two owners: the first one stays. */
class Conversations {
  private readonly owned = new Map<string, boolean>();

  get ids(): string[] {
    return [...this.owned.keys()];
  }

  add(membership: Document): true {
    const id = String(membership['conversation_id']);
    const isOwner = membership['role'] === 'owner' && !membership['left_at'];
    if (isOwner && this.owned.get(id)) membership['role'] = 'admin';
    this.owned.set(id, isOwner || this.owned.get(id) === true);
    return true;
  }
}
