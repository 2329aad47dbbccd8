import { describe, expect, it } from 'vitest';
import { linksOf, mentionsOf, plainText } from './markdown.js';
import { parse } from './markdown-parser.js';
import type { Inline } from './markdown-tree.js';

const text = (value: string): Inline => ({ type: 'text', text: value });
const inlines = (content: string): Inline[] => {
  const [block, ...more] = parse(content);
  expect(more).toEqual([]);
  return block?.type === 'paragraph' ? block.children : [];
};

describe('parse', () => {
  it('reads bold, italic, strike, code and spoilers', () => {
    expect(inlines('**a** *b* ~~c~~ `d` ||e **f**||')).toEqual([
      { type: 'bold', children: [text('a')] },
      text(' '),
      { type: 'italic', children: [text('b')] },
      text(' '),
      { type: 'strike', children: [text('c')] },
      text(' '),
      { type: 'code', text: 'd' },
      text(' '),
      { type: 'spoiler', children: [text('e '), { type: 'bold', children: [text('f')] }] },
    ]);
  });

  it('reads quotes, lists and code with its language', () => {
    expect(parse('> a\n\n- b\n- c\n\n3. d\n\n```ts\ne < f\n```')).toEqual([
      { type: 'quote', children: [{ type: 'paragraph', children: [text('a')] }] },
      {
        type: 'list',
        start: null,
        items: [
          [{ type: 'paragraph', children: [text('b')] }],
          [{ type: 'paragraph', children: [text('c')] }],
        ],
      },
      { type: 'list', start: 3, items: [[{ type: 'paragraph', children: [text('d')] }]] },
      { type: 'code_block', language: 'ts', text: 'e < f' },
    ]);
  });

  it('finds mentions and emoji, and leaves those that are escaped', () => {
    expect(inlines('*hi* @amy. :wave: \\@ben \\:no: a:b:c 10:30:45')).toEqual([
      { type: 'italic', children: [text('hi')] },
      text(' '),
      { type: 'mention', name: 'amy.' },
      text(' '),
      { type: 'emoji', name: 'wave' },
      text(' @ben :no: a:b:c 10:30:45'),
    ]);
  });

  it('finds links, written out or not', () => {
    expect(inlines('[x](https://a.example) https://b.example/c_d. www.c.example d@e.example')).toEqual([
      { type: 'link', url: 'https://a.example', children: [text('x')] },
      text(' '),
      { type: 'link', url: 'https://b.example/c_d', children: [text('https://b.example/c_d')] },
      text('. '),
      { type: 'link', url: 'http://www.c.example', children: [text('www.c.example')] },
      text(' '),
      { type: 'link', url: 'mailto:d@e.example', children: [text('d@e.example')] },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:x',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'java\\nscript:x',
  ])('keeps a link to %s as it was written', (url) => {
    expect(inlines(`a [text](${url})`)).toEqual([text(`a [text](${url})`)]);
  });

  it('keeps what nobody means in a chat', () => {
    for (const kept of ['# loud', '<b>x</b>', 'a\n---'.replace('\n', ' '), '[a]: https', 'a &lt; b'])
      expect(inlines(kept)).toEqual([text(kept)]);
    expect(inlines('a\n===\n    b')).toEqual([
      text('a'),
      { type: 'break' },
      text('==='),
      { type: 'break' },
      text('b'),
    ]);
  });

  it('makes a spoiler only of marks that embrace something', () => {
    expect(inlines('a || b || c')).toEqual([text('a || b || c')]);
    expect(inlines('||a')).toEqual([text('||a')]);
    expect(inlines('||||')).toEqual([text('||||')]);
    expect(inlines('\\||a||')).toEqual([text('||a||')]);
    expect(inlines('||`a`||')).toEqual([{ type: 'spoiler', children: [{ type: 'code', text: 'a' }] }]);
    expect(inlines('||a||||b||').map(({ type }) => type)).toEqual(['spoiler', 'spoiler']);
  });

  it('makes a picture a link, and a name in a link no mention', () => {
    expect(inlines('![alt](https://a.example/b.png)')).toEqual([
      { type: 'link', url: 'https://a.example/b.png', children: [text('alt')] },
    ]);
    expect(inlines('[@amy](https://a.example)')).toEqual([
      { type: 'link', url: 'https://a.example', children: [text('@amy')] },
    ]);
  });
});

describe('plainText', () => {
  it('is one line without markup, spoilers hidden', () => {
    expect(plainText('> **a** `b`\n\n- c\n- ||d||\n\n```\ne\nf\n```')).toBe('a b c ▒▒▒ e f');
    expect(plainText('a ||b||', 100, { spoilers: true })).toBe('a b');
    expect(plainText('[x](https://a.example) @amy :wave:')).toBe('x @amy :wave:');
  });

  it('is cut between characters', () => {
    expect(plainText('abc def', 5)).toBe('abc…');
    expect(plainText('a👍👍', 3)).toBe('a…');
    expect(plainText('abc', 3)).toBe('abc');
    expect(plainText('abc', 0)).toBe('');
  });
});

describe('mentionsOf', () => {
  it.each([
    ['hello @amy', [['amy']]],
    ['@Amy and @BEN.K', [['amy'], ['ben.k']]],
    ['thanks @amy. *And @ben!*', [['amy.', 'amy'], ['ben']]],
    ['(@amy) @amy', [['amy']]],
    ['mail amy@example.org', []],
    ['a@b@amy', []],
    ['`@amy` and ``code ` @ben``', []],
    ['```\n@amy\n```\n@ben', [['ben']]],
    ['``` \nnever closed @amy', []],
    ['[@amy](https://a.example) https://a.example/@ben \\@zed', []],
    ['@_amy @', []],
    ['@room @Here. and @amy', [['amy']]],
    ['привет @amy, 你好@ben', [['amy'], ['ben']]],
  ])('finds in %j %j', (content, expected) => {
    expect(mentionsOf(content).names).toEqual(expected);
  });

  it.each([
    ['@room', ['room']],
    ['All of you, @Here! And @room.', ['here', 'room']],
    ['@rooms @room-2 @here.we.go', []],
    ['mail room@room.org, me@here', []],
    ['`@room` and\n```\n@here\n```', []],
    ['the room is here', []],
  ])('finds for everybody in %j %j', (content, expected) => {
    expect([...mentionsOf(content).words].sort()).toEqual(expected);
  });
});

describe('linksOf', () => {
  it('gives web addresses once, none from code and spoilers', () => {
    expect(
      linksOf(
        'https://a.example `https://b.example` ||https://c.example|| [d](https://d.example) https://a.example x@y.example',
      ),
    ).toEqual(['https://a.example', 'https://d.example']);
    expect(linksOf('nothing')).toEqual([]);
  });
});
