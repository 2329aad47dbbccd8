import { AppError, invalid } from '../common/errors/app-error.js';
import type { Conversation } from '../contract/dm.js';
import { limits } from '../contract/limits.js';

/** All who take part, each once, in the order that makes one set of people one key. `path` is the field that named them. */
export const participantsOf = (callerId: string, named: readonly string[], path: string): string[] => {
  const ids = [...new Set([callerId, ...named])].sort();
  if (ids.length === 1) throw invalid(path, 'must name somebody beside the caller');
  if (ids.length > limits.groupDmParticipants.max) {
    throw invalid(path, `makes more than ${limits.groupDmParticipants.max} people with the caller`);
  }
  return ids;
};

/** The same for the same people, whoever of them asks. */
export const keyOf = (sortedIds: readonly string[]): string => sortedIds.join('-');

/** Hidden until the next message: whatever has a number behind this one. */
export const isHidden = (hiddenSeq: number | null, lastSeq: number): boolean =>
  hiddenSeq !== null && lastSeq <= hiddenSeq;

type Active = Pick<Conversation, 'id' | 'created_at'> & { last_message: { created_at: string } | null };

const activity = ({ last_message, created_at }: Active): string => last_message?.created_at ?? created_at;

/** The latest activity first; of two in one millisecond the younger conversation, so that the order is one. */
export const byActivity = (a: Active, b: Active): number => {
  const [left, right] = [activity(a) + a.id, activity(b) + b.id];
  return left < right ? 1 : left > right ? -1 : 0;
};

/**
 * What comes behind a conversation. Its place is looked up as it is now: if it has moved to the front since, the page
 * begins there and repeats some, but leaves none out.
 */
export const behind = <T extends { id: string }>(ordered: readonly T[], before: string | undefined): T[] => {
  if (before === undefined) return [...ordered];
  const index = ordered.findIndex(({ id }) => id === before);
  if (index < 0) throw new AppError('dm_not_found');
  return ordered.slice(index + 1);
};
