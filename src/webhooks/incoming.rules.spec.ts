import { describe, expect, it } from 'vitest';
import { contentOf, fromSlack } from './incoming.rules.js';

const from = (input: { content?: string; text?: string; username?: string }) =>
  contentOf({ webhook_id: 'f'.repeat(24), secret: 'x', ...input });

describe('what Slack’s webhooks are sent', () => {
  it.each([
    ['plain', 'plain'],
    ['<https://example.org>', 'https://example.org'],
    ['<https://example.org|here>', '[here](https://example.org)'],
    ['<https://example.org|>', 'https://example.org'],
    ['<https://example.org/a|[x](y)>', '[\\[x\\](y)](https://example.org/a)'],
    ['<javascript:alert(1)|here>', '<javascript:alert(1)|here>'],
    ['a &amp; b &lt;c&gt; &amp;lt;', 'a & b <c> &lt;'],
    ['<!here> <!channel> <!everyone> <!here|here>', '@here @room @room @here'],
    ['1 < 2', '1 < 2'],
  ])('%s', (text, expected) => {
    expect(fromSlack(text)).toBe(expected);
  });
});

describe('the text of a message', () => {
  it('is as it was written where it is ours', () => {
    expect(from({ content: '<https://example.org|a> &amp;' })).toBe('<https://example.org|a> &amp;');
    expect(from({ content: 'ours', text: 'theirs' })).toBe('ours');
  });

  it('says who it is from, who can neither mark up nor mention', () => {
    expect(from({ text: 'hi', username: ' CI ' })).toBe('**CI**: hi');
    expect(from({ text: 'hi', username: '@room **x** [a](b)' })).toBe(
      '**\\@room \\*\\*x\\*\\* \\[a\\]\\(b\\)**: hi',
    );
  });
});
