import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Room } from '../../src/contract/rooms.js';
import { SearchResult } from '../../src/contract/search.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, registerAll } from '../support/people.js';
import { createRoom, refused, unknownId } from '../support/rooms.js';
import { contentsOf, markedIn, pageOf, say, searchFor } from '../support/search.js';
import { until } from '../support/until.js';

let node: TestApp;
let amy: Person;
let ben: Person;
let room: Room;
let place: string;

beforeAll(async () => {
  node = await startApp();
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  room = await createRoom(amy, { type: 'private', member_ids: [ben.id] });
  place = `/rooms/${room.id}`;
});

afterAll(() => node?.stop());

describe('what is found', () => {
  it('finds all words in any order and form of case, the newest first', async () => {
    await say(
      amy,
      place,
      'The Quarterly budget is ready',
      'budget: quarterly, and more',
      'a budget for the year',
    );
    expect(await contentsOf(amy, 'BUDGET quarterly ')).toEqual([
      'budget: quarterly, and more',
      'The Quarterly budget is ready',
    ]);
    expect(await contentsOf(amy, 'budget quarterly year')).toEqual([]);
  });

  it('finds the last word by its beginning, and by a part from three letters on, as it is typed', async () => {
    await say(amy, place, 'Meet at the marketplace');
    for (const typed of ['mark', 'ma', 'ketpl', 'marketplace', 'meet marketp'])
      expect(await contentsOf(ben, typed)).toEqual(['Meet at the marketplace']);
    for (const typed of ['ke', 'etplac ', '"market"', 'markt'])
      expect(await contentsOf(ben, typed)).toEqual([]);
  });

  it('takes a phrase as it stands, and leaves out what must not occur', async () => {
    await say(
      amy,
      place,
      'release train tomorrow',
      'the train release',
      'release  train\ncancelled',
      'prerelease train',
    );
    expect(await contentsOf(amy, '"release train"')).toEqual([
      'release  train\ncancelled',
      'release train tomorrow',
    ]);
    expect(await contentsOf(amy, '"release train" -cancelled')).toEqual(['release train tomorrow']);
    expect(await contentsOf(amy, 'train -"release train"')).toEqual([
      'prerelease train',
      'the train release',
    ]);
    expect(await contentsOf(amy, '"c++"')).toEqual([]);
    await say(amy, place, 'we use C++ here');
    expect(await contentsOf(amy, '"c++"')).toEqual(['we use C++ here']);
  });

  it('finds replies in threads with what they reply to, and an edited message by its new text alone', async () => {
    const [parent] = await say(amy, place, 'who brings the projector?');
    const reply = await ben.api<{ message: { id: string } }>('POST', `${place}/messages`, {
      content: 'projector is on me',
      parent_id: parent?.id,
    });
    const { results } = await pageOf(amy, 'projector');
    expect(results.map(({ message }) => [message.id, message.parent_id])).toEqual([
      [reply.body.message.id, parent?.id],
      [parent?.id, null],
    ]);
    await amy.api('PATCH', `/messages/${parent?.id}`, { content: 'who brings the loudspeaker?' });
    expect(await contentsOf(amy, 'projector')).toEqual(['projector is on me']);
    expect(await contentsOf(amy, 'loudspeaker')).toEqual(['who brings the loudspeaker?']);
  });

  it('finds what a message forwards, until what was forwarded is deleted', async () => {
    const target = await createRoom(amy);
    const [source] = await say(ben, place, 'the gyroscope drifts');
    await amy.api('POST', `/messages/${source?.id}/forward`, { room_id: target.id, content: 'look here' });
    for (const query of ['gyroscope', 'look gyroscope', '"gyroscope drifts"'])
      expect(await contentsOf(amy, query, { room_id: target.id })).toEqual(['look here']);
    expect(await contentsOf(amy, 'look -gyroscope', { room_id: target.id })).toEqual([]);
    const { results } = await pageOf(amy, 'look gyroscope', { room_id: target.id });
    expect(results[0]).toMatchObject({
      highlights: [{ start: 0, end: 4 }],
      file_highlights: [],
      forward_highlights: [{ start: 4, end: 13 }],
    });
    await ben.api('DELETE', `/messages/${source?.id}`);
    await until(async () => (await contentsOf(amy, 'gyroscope', { room_id: target.id })).length === 0);
    expect(await contentsOf(amy, 'look', { room_id: target.id })).toEqual(['look here']);
  });

  it('never finds a deleted message, neither by words nor by its sender', async () => {
    const [message] = await say(amy, place, 'unspeakable');
    expect(await contentsOf(ben, 'unspeakable')).toEqual(['unspeakable']);
    await amy.api('DELETE', `/messages/${message?.id}`);
    expect(await contentsOf(ben, 'unspeakable')).toEqual([]);
    expect(await contentsOf(ben, '', { sender_id: amy.id })).not.toContain('');
  });

  it('carries the room or the conversation, exactly as the contract says', async () => {
    const dm = await amy.api<{ conversation: { id: string } }>('POST', '/direct-messages', {
      participant_ids: [ben.id],
    });
    const dmId = dm.body.conversation.id;
    await say(ben, `/direct-messages/${dmId}`, 'confetti for two');
    await say(ben, place, 'confetti for all');
    const { results } = await pageOf(amy, 'confetti');
    for (const result of results) expect(SearchResult.safeParse(result).error).toBeUndefined();
    expect(results[0]?.room).toEqual({
      id: room.id,
      name: room.name,
      type: 'private',
      cover_url: null,
      archived: false,
    });
    expect(results[0]?.conversation).toBeUndefined();
    expect(results[1]?.conversation?.participants.map(({ id }) => id).sort()).toEqual(
      [amy.id, ben.id].sort(),
    );
    expect(results[1]?.room).toBeUndefined();
    expect(await contentsOf(amy, 'confetti', { dm_id: dmId })).toEqual(['confetti for two']);
    expect(await contentsOf(amy, `confetti in:@${ben.username}`)).toEqual(['confetti for two']);
  });

  it('finds what was said in a room that is archived', async () => {
    const old = await createRoom(amy);
    await say(amy, `/rooms/${old.id}`, 'archaeology');
    await amy.api('POST', `/rooms/${old.id}/archive`);
    const { results } = await pageOf(amy, 'archaeology');
    expect(results.map((result) => result.room?.archived)).toEqual([true]);
    expect(await contentsOf(amy, 'archaeology', { room_id: old.id })).toEqual(['archaeology']);
  });
});

describe('languages', () => {
  it.each([
    [
      'German',
      'Die Straße nach Würzburg ist gesperrt',
      ['strasse', 'STRASSE', 'wurzburg', 'würz', 'Würzburg'],
      ['wuerzburg'],
    ],
    ['Chinese', '明天下午在北京开会，请准时参加', ['北京', '开会', '下午在', '会'], ['上海', '京北']],
    ['Japanese', '東京タワーで会いましょう', ['東京', 'タワー', '会いま', 'ﾀﾜｰ'], ['京都', 'だ']],
    ['Korean', '서울에서 만나요', ['서울', '만나', '울에'], ['부산']],
    ['Arabic', 'مُحَمَّدٌ يَقْرَأُ الكِتَابَ', ['محمد', 'الكتاب', 'كتاب'], ['مكتبة']],
    ['Russian', 'Ёжик пошёл в лес', ['ежик', 'ЁЖИК', 'пошел', 'лес'], ['волк']],
    ['Vietnamese', 'Hội nghị ở Đà Nẵng', ['da nang', 'hoi nghi', 'Đà'], ['hanoi']],
    ['Greek', 'Ο Οδυσσεύς έφτασε', ['οδυσσευς', 'ΟΔΥΣΣΕΥΣ', 'εφτασε'], ['ιθακη']],
    ['Thai', 'ประชุมพรุ่งนี้เช้า', ['พรุ่งนี้', 'ประชุม'], ['เย็น']],
    ['emoji', 'shipped 🚀🎉', ['🚀', '🎉', 'shipped 🚀'], ['🐛']],
  ])('%s', async (_language, content, found, missed) => {
    await say(amy, place, content);
    for (const query of found) expect([query, await contentsOf(amy, query)]).toEqual([query, [content]]);
    for (const query of missed) expect([query, await contentsOf(amy, query)]).toEqual([query, []]);
  });
});

describe('highlights', () => {
  it.each([
    ['after emoji, which are two units each', '🎉🎉 party time', 'party', ['party']],
    [
      'with marks that stand by themselves',
      'cafe\u0301 cre\u0300me',
      'café creme',
      ['cafe\u0301', 'cre\u0300me'],
    ],
    ['where folding makes text longer', 'Großer Spaß, ﬁnally', 'spass finally', ['Spaß', 'ﬁnally']],
    ['in every place, overlapping ones as one', 'banana bandana', 'ana', ['anana', 'ana']],
    [
      'of a phrase',
      'the \uD83D\uDE80 launch  plan, launch plan',
      '"launch plan"',
      ['launch  plan', 'launch plan'],
    ],
    ['of a flag and a family', '👨‍👩‍👧 👍🏽 okay 🇩🇪 fine', 'okay fine', ['okay', 'fine']],
  ])('%s', async (_what, content, query, marked) => {
    const own = await createRoom(amy);
    await say(amy, `/rooms/${own.id}`, content);
    const { results } = await pageOf(amy, query, { room_id: own.id });
    expect(results.map(markedIn)).toEqual([marked]);
  });
});

describe('what is refused', () => {
  it('needs something to look for, and says what is wrong with a field', async () => {
    await refused(searchFor(amy, ''), 400, 'validation_failed');
    await refused(searchFor(amy, '   '), 400, 'validation_failed');
    await refused(searchFor(amy, 'x'.repeat(501)), 400, 'validation_failed');
    await refused(searchFor(amy, 'x', { content_type: 'gif' }), 400, 'validation_failed');
    await refused(searchFor(amy, 'x', { from: 'yesterday' }), 400, 'validation_failed');
    await refused(searchFor(amy, 'x', { time_zone: 'Mars/Olympus' }), 400, 'validation_failed');
    await refused(searchFor(amy, 'x', { cursor: 'abc' }), 400, 'validation_failed');
    await refused(searchFor(amy, 'x', { room_id: room.id, dm_id: unknownId }), 400, 'validation_failed');
    await refused(searchFor(amy, 'x', { room_id: unknownId }), 404, 'room_not_found');
    await refused(searchFor(amy, 'x', { dm_id: unknownId }), 404, 'dm_not_found');
  });

  it('finds nothing, quickly, where nothing is asked for', async () => {
    for (const query of ['-', '++', '""', '()', '"', '" "']) expect(await contentsOf(amy, query)).toEqual([]);
  });
});
