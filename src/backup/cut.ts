import type { Connection } from 'mongoose';
import type { ChangeDoc } from '../messages/change.schema.js';
import { furthest, type Head, HeadRepository } from '../messages/head.repository.js';
import type { HeadDoc, SweepDoc } from '../messages/head.schema.js';
import type { MessageDoc } from '../messages/message.schema.js';

const BATCH = 1_000;
/** What was stored may carry a time this much before it could be seen, see HeadService. */
const OVERLAP_MS = 60_000;

/** Where each conversation stands: from here on what comes does not belong to the backup. */
export const cutOf = async (
  connection: Connection,
  conversationIds: string[],
): Promise<Map<string, Head>> => {
  const heads = new HeadRepository(
    connection.model<HeadDoc>('ConversationHead'),
    connection.model<SweepDoc>('Sweep'),
    connection.model<MessageDoc>('Message'),
    connection.model<ChangeDoc>('MessageChange'),
  );
  const since = new Date((await heads.sweptUntil()).getTime() - OVERLAP_MS);
  const cut = new Map<string, Head>();
  for (let at = 0; at < conversationIds.length; at += BATCH) {
    const ids = conversationIds.slice(at, at + BATCH);
    const [written, moved] = await Promise.all([heads.written(ids), heads.movedSince(since, ids)]);
    for (const id of ids) cut.set(id, furthest(written.get(id), moved.get(id)));
  }
  return cut;
};
