import { describe, expect, it } from 'vitest';
import {
  cleaned,
  linksToPreview,
  mayHaveLinks,
  samePreviews,
  textOf,
  withoutImage,
} from './previews.rules.js';

describe('links to preview', () => {
  it('are three at most, each once, in the order of the text', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => `https://${name}.example`) as [
      string,
      string,
      string,
      string,
    ];
    expect(linksToPreview(`${b} ${a} ${b} ${c} ${d}`)).toEqual([b, a, c]);
  });

  it.each([
    '`https://a.example`',
    '```\nhttps://a.example\n```',
    '||https://a.example||',
    'no link',
    'ftp://a.example',
  ])('are none in %s', (content) => expect(linksToPreview(content)).toEqual([]));

  it('are not looked for where none can be', () => {
    expect(['http', 'a://b', 'see www', 'hello'].some(mayHaveLinks)).toBe(false);
    expect(['HTTPS://a', 'www.a.example', 'x http://y'].every(mayHaveLinks)).toBe(true);
  });

  it('are left out when they are too long to be one', () => {
    expect(linksToPreview(`https://a.example/${'x'.repeat(3_000)}`)).toEqual([]);
  });
});

describe('text of others', () => {
  it.each([
    [undefined, ''],
    ['  a\n\tb  ', 'a b'],
    ['a\u202eb\u2066c\u200bd', 'abcd'],
    ['\u0000\u0007', ''],
    ['\ud800x', '\ufffdx'],
    ['x'.repeat(11), `${'x'.repeat(9)}…`],
    [`${'x'.repeat(8)}😀😀`, `${'x'.repeat(8)}…`],
  ])('%j is one clean line', (text, expected) => {
    expect(cleaned(text, 10)).toBe(expected);
  });

  it('has the name of its site, or its host', () => {
    expect(textOf({ title: 'T', site: 'S' }, 'https://www.example.org/x').site_name).toBe('S');
    expect(textOf({ title: 'T' }, 'https://www.example.org/x').site_name).toBe('example.org');
  });
});

describe('previews', () => {
  it('are the same whatever the order of their fields, as a database gives them', () => {
    const one = { url: 'https://a.example', title: 'T', description: '', site_name: 'a', ...withoutImage };
    const turned = Object.fromEntries(Object.entries(one).reverse()) as typeof one;
    expect(samePreviews([one], [turned])).toBe(true);
    expect(samePreviews([one], [{ ...one, title: 'U' }])).toBe(false);
    expect(samePreviews([one], [])).toBe(false);
  });
});
