import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown } from './Markdown.js';
import { hasMarkup, isLarge, tokenize } from './tokens.js';

const names: ReadonlySet<string> = new Set(['amy', 'ben.']);
const html = (content: string): string =>
  renderToStaticMarkup(<Markdown content={content} usernames={names} me="amy" />);

describe('Markdown', () => {
  it.each([
    ['**a** *b* ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>'],
    ['one\ntwo', '<p>one<br/>two</p>'],
    ['> quoted', '<blockquote><p>quoted</p></blockquote>'],
    ['- a\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['3. a', '<ol start="3"><li><p>a</p></li></ol>'],
    ['```ts\na < b\n```', '<pre><code>a &lt; b</code></pre>'],
    ['# loud', '<p data-heading="">loud</p>'],
  ])('%j', (content, expected) => {
    expect(html(content)).toBe(expected);
  });

  it('never lets HTML through', () => {
    expect(html('<img src=x onerror=alert(1)> **b**')).toBe(
      '<p>&lt;img src=x onerror=alert(1)&gt; <strong>b</strong></p>',
    );
    expect(html('<script>alert(1)</script>\n\n*x*')).not.toContain('<script');
  });

  it.each(['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example'])(
    'makes no link of %s',
    (url) => {
      expect(html(`[text](${url})`)).toBe('<p>text</p>');
    },
  );

  it('opens links elsewhere and tells them nothing', () => {
    expect(html('[x](https://example.org)')).toContain(
      '<a href="https://example.org" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  it('loads no picture from anywhere: it is a link', () => {
    expect(html('![alt](https://example.org/a.png)')).not.toContain('<img');
  });

  it('keeps what only looks like Markdown', () => {
    expect(html('line\n---')).toContain('line');
    expect(html('[a]: https://example.org')).toContain('[a]:');
    expect(html('    not code')).not.toContain('<pre');
  });

  it('shows mentions, but not in code or links', () => {
    expect(html('hi @amy')).toContain('data-mention="me"');
    expect(html('`@amy`')).not.toContain('data-mention');
    expect(html('[@amy](https://example.org)')).not.toContain('data-mention');
  });
});

describe('plain text', () => {
  it('finds the names that the message mentions, the longest way to read them first', () => {
    expect(tokenize('@ben. and @amy. and @zed', names)).toEqual([
      { kind: 'mention', text: '@ben.', username: 'ben.' },
      { kind: 'text', text: ' and ' },
      { kind: 'mention', text: '@amy', username: 'amy' },
      { kind: 'text', text: '. and @zed' },
    ]);
  });

  it('mentions nobody in an address', () => {
    expect(tokenize('x@amy', names)).toEqual([{ kind: 'text', text: 'x@amy' }]);
  });

  it('ends links before the punctuation of the sentence', () => {
    expect(tokenize('see https://a.example/b_c.', names)[1]).toEqual({
      kind: 'link',
      text: 'https://a.example/b_c',
      url: 'https://a.example/b_c',
    });
  });

  it('asks for Markdown only where there is any', () => {
    expect(hasMarkup('hello there, 3 - 2 = 1')).toBe(false);
    expect(hasMarkup('https://a.example/b_c_d')).toBe(false);
    for (const text of ['*a*', '`a`', '> a', '- a', '1. a', '# a', '[a](b)'])
      expect(hasMarkup(text)).toBe(true);
  });

  it('shows a few emojis and nothing else large', () => {
    expect(isLarge('🎉🎉')).toBe(true);
    expect(isLarge('👩‍👩‍👧')).toBe(true);
    expect(isLarge('🎉 party')).toBe(false);
    expect(isLarge('🎉'.repeat(7))).toBe(false);
    expect(isLarge('12')).toBe(false);
  });
});
