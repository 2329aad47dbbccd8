import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linksOf, mentionsOf, plainText } from './markdown.js';
import { parse } from './markdown-parser.js';
import { type Block, hasMarkup, type Inline, inlinesOf } from './markdown-tree.js';

const piece = fc.constantFrom(
  ...[
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '||',
    '>',
    '> ',
    '- ',
    '1. ',
    '[',
    '](',
    ')',
    '![',
    '<',
    '>',
    '\\',
    '#',
    '|',
  ],
  ...[
    '@amy',
    '@room',
    '@',
    ':wave:',
    ':',
    'word',
    'é',
    '👍',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r',
    '---',
    '===',
  ],
  ...[
    'https://a.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'www.b.example',
    'c@d.example',
    '<script>',
  ],
);
const markdownish = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const anything = fc.string({ unit: 'binary', maxLength: 200 });
const content = fc.oneof(anything, markdownish);

const inline = (node: Inline): Inline[] => [
  node,
  ...('children' in node ? node.children.flatMap(inline) : []),
];
const inlines = (block: Block): Inline[] => {
  switch (block.type) {
    case 'paragraph':
      return block.children.flatMap(inline);
    case 'quote':
      return block.children.flatMap(inlines);
    case 'list':
      return block.items.flat().flatMap(inlines);
    case 'code_block':
      return [];
  }
};

describe('whatever is written', () => {
  it('is read, and leads only where links may lead', () => {
    fc.assert(
      fc.property(content, (written) => {
        for (const node of parse(written).flatMap(inlines))
          if (node.type === 'link') expect(new URL(node.url).protocol).toMatch(/^(?:https?|mailto):$/);
        for (const url of linksOf(written)) expect(url).toMatch(/^https?:/i);
        mentionsOf(written);
      }),
      { numRuns: 1_500 },
    );
  });

  it('is never longer as plain text, and one line', () => {
    fc.assert(
      fc.property(content, fc.nat(80), (written, max) => {
        const line = plainText(written, max);
        expect(line.length).toBeLessThanOrEqual(Math.min(max, written.length));
        expect(line).not.toMatch(/[\n\r]/);
        expect(plainText(written, 200, { spoilers: true }).length).toBeLessThanOrEqual(written.length);
      }),
      { numRuns: 1_500 },
    );
  });

  it('means without markup what the parser would say', () => {
    const plain = fc
      .array(
        fc.constantFrom(
          '@amy',
          '@room.',
          ':wave:',
          '@',
          ':',
          'a',
          'é',
          '.',
          '-',
          '+',
          '1',
          ' ',
          '\n',
          '(',
          '👍',
          '#',
          '!',
          '&',
        ),
        { maxLength: 30 },
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(plain, (written) => {
        fc.pre(written !== '' && !hasMarkup(written));
        // A spoiler at the end makes it markup and changes nothing before it.
        const [paragraph, ...more] = parse(`${written} ||x||`);
        expect(more).toEqual([]);
        const children = paragraph?.type === 'paragraph' ? paragraph.children : [];
        expect(children.slice(0, -1)).toEqual(inlinesOf(`${written} `));
      }),
      { numRuns: 1_500 },
    );
  });

  it('costs little, however hostile', () => {
    const hostile = [
      '*a_',
      '[',
      '>',
      '- ',
      '1. ',
      '>- ',
      '**a*',
      '[[]()',
      '`a``',
      '||',
      '||a',
      '@a.',
      '\\',
      '<a@',
      '- a\n',
      ':a:',
      'a@b.',
      'www.',
    ];
    for (const unit of hostile) {
      const written = unit.repeat(10_000 / unit.length);
      // Of the processor, and the least of three: neither what else runs on the machine nor a first, cold time has part in it.
      const costs = [1, 2, 3].map(() => {
        const began = process.cpuUsage();
        parse(written);
        mentionsOf(`${written} @amy`);
        return process.cpuUsage(began).user;
      });
      expect(Math.min(...costs), unit).toBeLessThan(1_000_000);
    }
    expect(parse(`${'*'.repeat(5_000)}a${'*'.repeat(4_000)}`)).toHaveLength(1);
  });
});
