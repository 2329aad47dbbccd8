import { type JsonSchema, refName } from './schema-book.js';

/** What people would write, by the name of the field. Everything else comes from the schema. */
const samples: Readonly<Record<string, unknown>> = {
  content: 'Shall we ship it on Friday?',
  name: 'Design reviews',
  description: 'What we look at together, every Tuesday',
  display_name: 'Amy Okafor',
  username: 'amy.okafor',
  email: 'amy@example.org',
  password: 'correct horse battery',
  new_password: 'correct horse battery',
  current_password: 'correct horse battery',
  client_id: '0190c3a5-7d52-7c1e-9b1a-2f6e8d0c4b17',
  emoji: '👍',
  title: 'Release notes',
  excerpt: 'Shall we ship it on Friday?',
  query: 'friday',
  q: 'friday',
  text: 'In a meeting',
  code: 'c2hpcC1pdC1mcmlkYXk',
  file_name: 'plan.pdf',
  content_type: 'application/pdf',
  url: 'https://example.org/plan',
  reason: 'Off topic',
  token: 'eyJhbGciOiJIUzI1NiJ9.…',
  refresh_token: 'cmVmcmVzaA.…',
  seq: 42,
  last_seq: 42,
  rev: 7,
  last_rev: 7,
  expires_in: 900,
  time_zone: 'Europe/Berlin',
  endpoint: 'https://push.example.org/send/6f1c0a',
  p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM',
  auth: 'tBHItJI5svbpez7KI4CCXg',
};

const MAX_DEPTH = 6;
const time = '2026-01-31T09:41:00.000Z';

type Components = Readonly<Record<string, JsonSchema>>;

/**
 * Something that the schema accepts. Of an answer with every field; of a request only with what it needs, so that the
 * example is the shortest call that works.
 */
export const exampleOf = (
  schema: JsonSchema,
  components: Components,
  direction: 'input' | 'output',
): unknown => {
  const sample = (part: JsonSchema, name: string, depth: number): unknown => {
    const known = given(part);
    if (known !== undefined) return known;
    if (part.$ref !== undefined) return sample(components[refName(part.$ref)] ?? {}, name, depth);
    const choices = part.anyOf ?? part.oneOf;
    if (choices) return sample(choices[0] ?? {}, name, depth);
    if (part.allOf) {
      return Object.assign({}, ...(part.allOf as JsonSchema[]).map((one) => sample(one, name, depth)));
    }
    const type = Array.isArray(part.type) ? part.type[0] : part.type;
    if (type === 'object') return object(part, depth);
    if (type === 'array') return array(part, name, depth);
    if (type === 'integer' || type === 'number') return number(part, name);
    if (type === 'boolean') return direction === 'input';
    if (type === 'string') return string(part, name);
    return null;
  };

  const object = (part: JsonSchema, depth: number): object => {
    const { properties = {}, required = [] } = part;
    const only = alternatives(part);
    const wanted = direction === 'output' ? Object.keys(properties) : [...required, ...neededOf(part)];
    const names = Object.keys(properties).filter((name) =>
      only.includes(name) ? name === only[0] : wanted.includes(name),
    );
    const fields = names.map((name) => [name, sample(properties[name] ?? {}, name, depth + 1)]);
    return oneConversation(Object.fromEntries(fields), required);
  };

  const array = ({ items = {}, minItems = 0 }: JsonSchema, name: string, depth: number): unknown[] => {
    const needed = Number(minItems);
    if (depth > MAX_DEPTH && needed === 0) return [];
    return Array.from({ length: Math.max(1, needed) }, () =>
      sample(items, name.replace(/s$/, ''), depth + 1),
    );
  };

  return sample(schema, '', 0);
};

/** Nothing is in a room and in a direct message. */
const oneConversation = (example: Record<string, unknown>, required: string[]): object => {
  if (example.room_id === undefined || example.dm_id === undefined) return example;
  const { dm_id: _dm, ...rest } = example;
  return required.includes('dm_id') ? { ...example, dm_id: null } : rest;
};

/** What the schema itself gives as an example. */
const given = (part: JsonSchema): unknown => {
  if ('const' in part) return part.const;
  if (Array.isArray(part.examples)) return part.examples[0];
  return part.enum?.[0];
};

const number = ({ minimum = 0, maximum }: JsonSchema, name: string): unknown => {
  const value = typeof samples[name] === 'number' ? (samples[name] as number) : Math.max(Number(minimum), 1);
  return maximum === undefined ? value : Math.min(value, Number(maximum));
};

const string = ({ format, pattern, minLength = 0 }: JsonSchema, name: string): unknown => {
  if (format === 'date-time') return time;
  if (typeof pattern === 'string' && pattern.includes('[0-9a-f]{24}')) return '66f0a1b2c3d4e5f6a7b8c9d0';
  if (typeof pattern === 'string' && pattern.includes('[0-5]\\d')) return '22:30';
  const sample = samples[name] ?? (name.endsWith('_url') ? samples.url : name.replaceAll('_', ' '));
  return typeof sample === 'string' && sample.length >= Number(minLength)
    ? sample
    : 'x'.repeat(Number(minLength));
};

/** Of these fields exactly one may be there: the sentence of the rule names them. */
const alternatives = ({ description = '' }: JsonSchema): string[] =>
  /exactly one of ([\w, ]+)/.exec(description)?.[1]?.split(/, | and /) ?? [];

/** At least one of some fields must be there: `It needs content or an attachment.` */
const neededOf = ({ description = '' }: JsonSchema): string[] =>
  [...description.matchAll(/needs (?:an? )?(\w+) or/g)].map(([, name]) => name as string);
