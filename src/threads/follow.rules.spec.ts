import { describe, expect, it } from 'vitest';
import { Random } from '../../test/support/random.js';
import type { ThreadTrace } from '../messages/reply.repository.js';
import {
  type Cause,
  causesOf,
  type Follow,
  mergedTraces,
  positionOf,
  settled,
  stepOf,
} from './follow.rules.js';

const joined = { joined_at: new Date(1_000), joined_seq: 10 };
const follow = (fields: Partial<Follow> = {}): Follow => ({
  following: true,
  decided_seq: -1,
  from_seq: 20,
  read_seq: 0,
  joined_at: joined.joined_at,
  ...fields,
});
const reply = (seq: number): Cause => ({ by: 'reply', seq, from_seq: seq });
const mention = (seq: number): Cause => ({ by: 'mention', seq, from_seq: seq - 1 });
const start = (seq: number, root: number): Cause => ({ by: 'start', seq, from_seq: root });

describe('stepOf', () => {
  it('begins where there is nothing in this membership', () => {
    expect(stepOf(null, reply(30), joined)).toBe('begin');
    expect(stepOf(follow({ joined_at: new Date(1) }), mention(30), joined)).toBe('begin');
  });

  it('does not follow by what happened before the user joined', () => {
    expect(stepOf(null, reply(10), joined)).toBeNull();
    expect(stepOf(null, mention(9), joined)).toBeNull();
  });

  it('lets an unfollow win over mentions and over all that came before it', () => {
    const unfollowed = follow({ following: false, decided_seq: 40 });
    expect(stepOf(unfollowed, mention(50), joined)).toBeNull();
    expect(stepOf(unfollowed, start(50, 12), joined)).toBeNull();
    expect(stepOf(unfollowed, reply(40), joined)).toBeNull();
    expect(stepOf(unfollowed, reply(41), joined)).toBe('resume');
  });

  it('moves the beginning back only for what counts', () => {
    expect(stepOf(follow(), mention(15), joined)).toBe('lower');
    expect(stepOf(follow(), mention(25), joined)).toBeNull();
    expect(stepOf(follow({ decided_seq: 18 }), mention(19), joined)).toBeNull();
    expect(stepOf(follow({ decided_seq: 18 }), reply(17), joined)).toBeNull();
    expect(stepOf(follow({ decided_seq: 18 }), reply(19), joined)).toBe('lower');
  });
});

describe('settled', () => {
  it('is the same in whichever order nodes tell', () => {
    const random = new Random(11);
    const starts = [null, follow({ following: false, decided_seq: 22 })];
    for (let round = 0; round < 500; round += 1) {
      const causes = Array.from({ length: 6 }, () => {
        const seq = 11 + random.below(30);
        return random.pick([reply(seq), mention(seq), start(seq, 9)]);
      });
      const before = random.pick(starts);
      const expected = settled(before, causes, joined);
      expect(settled(before, random.shuffle(causes), joined)).toEqual(expected);
      expect(settled(expected, causes, joined)).toEqual(expected);
    }
  });

  it('never begins before the membership did', () => {
    expect(settled(null, [start(30, 4)], joined)).toMatchObject({ from_seq: 10 });
  });
});

it('the position is the further one of reading and of the beginning', () => {
  expect(positionOf(follow({ read_seq: 25 }))).toBe(25);
  expect(positionOf(follow({ read_seq: 15 }))).toBe(20);
});

describe('causesOf', () => {
  const trace = (user_id: string, by: ThreadTrace['by'], first: number, last = first): ThreadTrace => ({
    parent_id: 'root',
    user_id,
    by,
    first,
    last,
    last_at: new Date(0),
  });
  const root = { id: 'root', sender_id: 'amy', seq: 3 };

  it('names who wrote, who is mentioned and who started it', () => {
    expect(causesOf(root, [trace('ben', 'reply', 5, 8), trace('cat', 'mention', 6)])).toEqual([
      { user_id: 'ben', cause: reply(5) },
      { user_id: 'ben', cause: reply(8) },
      { user_id: 'cat', cause: mention(6) },
      { user_id: 'amy', cause: start(8, 3) },
    ]);
  });

  it('does not follow a message that nobody replied to, nor another thread', () => {
    expect(causesOf(root, [])).toEqual([]);
    expect(causesOf({ ...root, id: 'other' }, [trace('ben', 'reply', 5)])).toEqual([]);
  });

  it('makes one trace of many of the same user', () => {
    const traces = [
      trace('ben', 'reply', 8),
      trace('ben', 'mention', 7),
      trace('ben', 'reply', 5),
      trace('cat', 'reply', 6),
    ];
    expect(mergedTraces(traces)).toEqual([
      trace('ben', 'reply', 5, 8),
      trace('ben', 'mention', 7),
      trace('cat', 'reply', 6),
    ]);
  });
});
