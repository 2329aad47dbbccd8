import type { ThreadTrace } from '../messages/reply.repository.js';

/** What is kept of somebody and a thread. */
export interface Follow {
  following: boolean;
  /**
   * The head of the conversation when the user themselves followed or unfollowed, -1 when they never did: only their own
   * replies after it can follow the thread again.
   */
  decided_seq: number;
  /** Where following began: what was said before is not unread. */
  from_seq: number;
  /** How far the user has read, 0 when they never said so. */
  read_seq: number;
  /** Of the membership that this belongs to: who leaves follows nothing any more, also when they come back. */
  joined_at: Date;
}

/** Why somebody is to follow a thread. `seq` is that of the reply. */
export interface Cause {
  by: 'start' | 'reply' | 'mention';
  seq: number;
  /** Where following begins by this. */
  from_seq: number;
}

interface Joined {
  joined_at: Date;
  joined_seq: number;
}

/**
 * What becomes of a follow by a cause. `begin`: there was none in this membership. `resume`: a reply after an unfollow.
 * `lower`: an earlier cause came later than a later one, since nodes tell in any order.
 */
export type Step = 'begin' | 'resume' | 'lower' | null;

export const belongs = (follow: Follow | null | undefined, { joined_at }: Joined): follow is Follow =>
  follow?.joined_at.getTime() === joined_at.getTime();

export const stepOf = (follow: Follow | null | undefined, cause: Cause, joined: Joined): Step => {
  if (cause.seq <= joined.joined_seq) return null;
  if (!belongs(follow, joined)) return 'begin';
  if (!follow.following) return cause.by === 'reply' && cause.seq > follow.decided_seq ? 'resume' : null;
  return cause.seq > lowestSeq(follow, cause) && startOf(cause, joined) < follow.from_seq ? 'lower' : null;
};

/** A mention, or having started the thread, says nothing any more once the user has decided. */
const lowestSeq = ({ decided_seq }: Follow, { by }: Cause): number =>
  by === 'reply' || decided_seq < 0 ? decided_seq : Number.POSITIVE_INFINITY;

export const startOf = (cause: Cause, { joined_seq }: Joined): number => Math.max(cause.from_seq, joined_seq);

/** The follow as it is once all causes are known, in whichever order they come. */
export const settled = (
  follow: Follow | null | undefined,
  causes: Cause[],
  joined: Joined,
): Follow | null => {
  let now = belongs(follow, joined) ? follow : null;
  for (const cause of causes) {
    const step = stepOf(now, cause, joined);
    const from_seq = startOf(cause, joined);
    if (step === 'begin')
      now = { following: true, decided_seq: -1, from_seq, read_seq: 0, joined_at: joined.joined_at };
    else if (step && now) now = { ...now, following: true, from_seq };
  }
  return now;
};

export const positionOf = ({ from_seq, read_seq }: Follow): number => Math.max(from_seq, read_seq);

interface Root {
  id: string;
  sender_id: string;
  seq: number;
}

/** Who is to follow a thread because of these traces in it, and why: who wrote, who is mentioned, who started it. */
export const causesOf = (root: Root, traces: ThreadTrace[]): { user_id: string; cause: Cause }[] => {
  const own = traces.filter(({ parent_id }) => parent_id === root.id);
  const causes = own.flatMap(({ user_id, by, first, last }) => {
    const seqs = first === last || by === 'mention' ? [first] : [first, last];
    return seqs.map((seq) => ({ user_id, cause: { by, seq, from_seq: by === 'reply' ? seq : seq - 1 } }));
  });
  const last = Math.max(0, ...own.filter(({ by }) => by === 'reply').map((trace) => trace.last));
  const start = { by: 'start' as const, seq: last, from_seq: root.seq };
  return last === 0 ? causes : [...causes, { user_id: root.sender_id, cause: start }];
};

/** One trace for each user and way, as far as they all reach. */
export const mergedTraces = (traces: ThreadTrace[]): ThreadTrace[] => {
  const merged = new Map<string, ThreadTrace>();
  for (const trace of traces) {
    const key = `${trace.parent_id}:${trace.user_id}:${trace.by}`;
    const known = merged.get(key) ?? trace;
    merged.set(key, {
      ...known,
      first: Math.min(known.first, trace.first),
      last: Math.max(known.last, trace.last),
      last_at: new Date(Math.max(known.last_at.getTime(), trace.last_at.getTime())),
    });
  }
  return [...merged.values()];
};
