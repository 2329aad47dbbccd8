import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { isLarge } from './large.js';
import { Markdown } from './Markdown.js';
import { splitName } from './names.js';

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
    ['# loud', '<p># loud</p>'],
    ['a :wave:', '<p>a :wave:</p>'],
  ])('%j', (content, expected) => {
    expect(html(content)).toBe(expected);
  });

  it('shows code as it was written, to be copied', () => {
    expect(html('```\na < b\n```')).toMatch(
      /<pre tabindex="0"><code>a &lt; b<\/code><\/pre><button .*aria-label="Copy the code"/,
    );
  });

  it('never lets HTML through', () => {
    expect(html('<img src=x onerror=alert(1)> **b**')).toBe(
      '<p>&lt;img src=x onerror=alert(1)&gt; <strong>b</strong></p>',
    );
    expect(html('<script>alert(1)</script>\n\n*x*')).not.toContain('<script');
  });

  it('makes no link of what could run', () => {
    expect(html('[text](javascript:alert(1))')).not.toContain('<a');
  });

  it('holds no other element and no other scheme, whatever is written', () => {
    const piece = fc.constantFrom(
      ...['*', '`', '||', '> ', '- ', '[', '](', ')', '<', '>', '"', "'", '&', '\n', ' ', '@amy', 'a'],
      ...['javascript:', 'https://a.example', 'data:', '<script>', ' onclick=', '<a href='],
    );
    const written = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    const known =
      /^<\/?(?:p|br|strong|em|del|code|pre|blockquote|ul|ol|li|a|span|button|div|svg|path|rect|template|!--)(?:[\s/>]|$)/;
    fc.assert(
      fc.property(written, (content) => {
        const page = html(content);
        for (const tag of page.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(known);
        for (const [, href] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?|mailto):/);
      }),
      { numRuns: 300 },
    );
  });

  it('opens links elsewhere and tells them nothing', () => {
    expect(html('[x](https://example.org)')).toContain(
      '<a href="https://example.org" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  it('loads no picture from anywhere: it is a link', () => {
    expect(html('![alt](https://example.org/a.png)')).not.toContain('<img');
  });

  it('shows mentions, but not in code or links', () => {
    expect(html('hi @amy')).toContain('data-mention="me"');
    expect(html('`@amy`')).not.toContain('data-mention');
    expect(html('[@amy](https://example.org)')).not.toContain('data-mention');
  });

  it('hides spoilers until they are asked for', () => {
    expect(html('||secret||')).toContain('<span aria-hidden="true" inert="">secret</span>');
  });
});

describe('names', () => {
  it('are read the longest way that the message mentions', () => {
    expect(splitName('Ben.', names)).toEqual({ username: 'ben.', rest: '' });
    expect(splitName('amy.', names)).toEqual({ username: 'amy', rest: '.' });
    expect(splitName('zed', names)).toBeUndefined();
  });
});

it('shows a few emojis and nothing else large', () => {
  expect(isLarge('🎉🎉')).toBe(true);
  expect(isLarge('👩‍👩‍👧')).toBe(true);
  expect(isLarge('🎉 party')).toBe(false);
  expect(isLarge('🎉'.repeat(7))).toBe(false);
  expect(isLarge('12')).toBe(false);
});
