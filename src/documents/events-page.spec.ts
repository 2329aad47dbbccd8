import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '../contract/operation.js';
import { asyncApiDocument } from './asyncapi.js';
import { eventsPage } from './events-page.js';
import { inline, prose } from './html.js';

const nasty = `<img src=x onerror="alert('1')">&`;

describe('the page of events', () => {
  it('shows texts of the contract as text, whatever is in them', () => {
    const ping = operation({
      id: 'ping',
      tag: nasty,
      summary: nasty,
      description: `- ${nasty}`,
      input: z
        .object({ [nasty]: z.enum([nasty]).default(nasty).meta({ description: nasty }) })
        .meta({ id: 'Ping' }),
      output: z.object({ [nasty]: z.literal(nasty) }),
      limit: null,
      event: 'ping',
    });
    const page = eventsPage(asyncApiDocument([ping]));
    expect(page).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
    expect(page).not.toContain('<img');
  });

  it('links within the site only', () => {
    expect(inline('[here](/docs#a)')).toBe('<a href="/docs#a">here</a>');
    expect(inline('[there](https://example.org)')).toBe('[there](https://example.org)');
    expect(inline('[script](javascript:alert)')).toBe('[script](javascript:alert)');
  });

  it('knows paragraphs, lists and headings', () => {
    expect(prose('## Now\n\n- `a`\n- b\n\nend')).toBe(
      '<h3>Now</h3>\n<ul><li><code>a</code></li><li>b</li></ul>\n<p>end</p>',
    );
  });
});
