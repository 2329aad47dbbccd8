import { placeOf } from '../access/access.service.js';
import type { Draft } from '../contract/drafts.js';
import type { StoredDraft } from './draft.repository.js';

export const toDraft = ({ conversation, parent_id, content, written_at }: StoredDraft): Draft => ({
  room_id: null,
  dm_id: null,
  ...placeOf(conversation),
  parent_id,
  content,
  written_at: written_at.toISOString(),
});

/** Blank is nothing. */
export const draftContent = (content: string): string => (content.trim() === '' ? '' : content);

/** A clock that is ahead must not win over all that is written after it. */
export const writtenAt = (given: string | undefined, now: Date): Date => {
  const written = given === undefined ? now : new Date(given);
  return written > now ? now : written;
};

/** One word for where a draft is. */
export const draftKey = (conversationId: string, parentId: string | null): string =>
  `${conversationId}:${parentId ?? ''}`;
