import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { register } from '../support/people.js';

let node: TestApp;
let text: string;

beforeAll(async () => {
  node = await startApp();
  const amy = await register(node.url, 'amy');
  const line = await amy.connect();
  const { body } = await amy.api<{ room: { id: string } }>('POST', '/rooms', { name: 'R', type: 'public' });
  await line.ask('send_message', { room_id: body.room.id, content: 'hello' });
  await line.ask('sync', { conversations: [{ room_id: body.room.id, after_seq: 0, after_rev: 0 }] });
  text = await (await fetch(`${node.url}/metrics`)).text();
  line.close();
});
afterAll(() => node.stop());

const types = (): Map<string, string> =>
  new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name ?? '', type ?? '']));

/** The time series that there can be: of a histogram its buckets, sum and count. */
const series = (): Set<string> =>
  new Set(
    [...types()].flatMap(([name, type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
    ),
  );

const rows = [
  ...readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(parley_\w+)` *\| (\w+) *\| (.*?) *\|/gm),
].map(([, name = '', type = '', labels = '']) => ({
  name,
  type,
  labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
}));

/** Every word of an expression that looks like a metric. */
const named = (expression: string): string[] =>
  expression.match(/\b(?:parley|process|nodejs)_\w+/g)?.map(String) ?? [];

describe('the table of docs/metrics.md', () => {
  it('has a row for each metric of Parley, of the same type, and no other', () => {
    const own = [...types()].filter(([name]) => name.startsWith('parley_'));
    expect(rows.map(({ name, type }) => `${name} ${type}`).sort()).toEqual(
      own.map(([name, type]) => `${name} ${type}`).sort(),
    );
  });

  it('names every label', () => {
    const seen = new Map<string, Set<string>>();
    for (const [, name = '', labels = ''] of text.matchAll(/^(parley_\w+)\{(.*)\} /gm)) {
      const metric = types().has(name) ? name : name.replace(/_(bucket|sum|count)$/, '');
      const known = seen.get(metric) ?? new Set();
      for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) if (label !== 'le') known.add(label);
      seen.set(metric, known);
    }
    expect(seen.size).toBeGreaterThan(5);
    for (const [metric, labels] of seen)
      expect([...labels].sort(), metric).toEqual(rows.find(({ name }) => name === metric)?.labels.sort());
  });

  it('names measures of the process that there are', () => {
    const prose = readFileSync('docs/metrics.md', 'utf8').replace(/^\|.*$/gm, '');
    const words = named(prose);
    expect(words.length).toBeGreaterThan(3);
    for (const word of words) expect([...series()], word).toContain(word);
  });
});

describe('what watches the metrics', () => {
  it('the dashboard asks for series that there are', () => {
    const { panels } = JSON.parse(readFileSync('docker/grafana/parley.json', 'utf8')) as {
      panels: { title: string; type: string; targets?: { expr: string }[] }[];
    };
    const asking = panels.filter(({ type }) => type !== 'row');
    expect(asking.length).toBeGreaterThan(10);
    for (const { title, targets = [] } of asking) {
      const words = targets.flatMap(({ expr }) => named(expr));
      expect(words, title).not.toEqual([]);
      for (const word of words) expect([...series()], title).toContain(word);
    }
  });

  it('so does each alert, which says what it means and what to do', () => {
    const rules = readFileSync('docker/prometheus/alerts.yaml', 'utf8')
      .split(/^ +- alert: /m)
      .slice(1);
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) {
      const expression = /expr: *(?:\|-?\n)?([\s\S]*?)\n +(?:for|labels):/.exec(rule)?.[1] ?? '';
      for (const word of named(expression)) expect([...series()], rule).toContain(word);
      expect(expression, rule).toMatch(/parley_|process_|nodejs_|up\{/);
      expect(rule).toMatch(/severity: (page|ticket)\n/);
      expect(rule).toMatch(/summary: .+\n +description: .+/);
    }
  });
});
