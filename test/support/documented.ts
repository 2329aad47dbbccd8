import { isDeepStrictEqual } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { z } from 'zod';
import { type ServerEvent, serverEvents } from '../../src/contract/events.js';
import { operations } from '../../src/contract/operations.js';
import { contractVersionHeader } from '../../src/contract/version.js';
import { asyncApiDocument } from '../../src/documents/asyncapi.js';
import { openApiDocument } from '../../src/documents/openapi.js';

/**
 * What the tests get from a server is held against the documents, all of it: status, code and shape of every answer,
 * acknowledgement and event. So nothing is answered that is not documented, wherever it comes from.
 */
const documents = { rest: openApiDocument(), events: asyncApiDocument() };
const ajv = new Ajv2020({
  strict: false,
  logger: false,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
});
for (const [id, document] of Object.entries(documents)) ajv.addSchema({ ...document, $id: `${id}.json` });

type Content = Record<string, unknown>;
interface Response {
  $ref?: string;
  content?: Content;
}

const shared = documents.rest.components.responses as Record<string, Response>;
const json = 'application/json';
const problemJson = 'application/problem+json';

const routes = Object.entries(documents.rest.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      path,
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`),
      responses: responses as Record<string, Response>,
      output: operations.find(({ http = [] }) =>
        http.some(
          (one) =>
            one.method === method.toUpperCase() && `/api${one.path.replaceAll(/:(\w+)/g, '{$1}')}` === path,
        ),
      )?.output,
    })),
  )
  // `/users/me` is no user's id.
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length);

const pointer = (...parts: string[]): string =>
  parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const fits = (at: string, value: unknown): string | undefined => {
  const validate = ajv.getSchema(encodeURI(at));
  if (!validate) return `there is no schema at ${at}`;
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
};

/** The schema lets answers grow; what grows must be written down all the same. */
const hasNoMore = (schema: z.ZodType | undefined, value: unknown): string | undefined => {
  const parsed = schema?.safeParse(value);
  if (!parsed) return undefined;
  if (parsed.error) return parsed.error.message;
  return isDeepStrictEqual(parsed.data, value) ? undefined : 'it has fields that are not documented';
};

let isHeld = true;
/** What another version answers is not held against the documents of this one. */
export const holdAgainstDocuments = (hold: boolean): void => {
  isHeld = hold;
};

const fail = (what: string, why: string | undefined, value: unknown): void => {
  if (why !== undefined && isHeld)
    throw new Error(`Not documented: ${what}: ${why}
${JSON.stringify(value)}`);
};

export const expectDocumented = (
  method: string,
  path: string,
  { status, headers, body }: { status: number; headers: Headers; body: unknown },
): void => {
  const route = routes.find((one) => one.method === method && one.pattern.test(path));
  if (!route) return;
  const what = `${method} ${path} answers ${status}`;
  const told = route.responses[status];
  if (!told) return fail(what, 'no such status', body);
  for (const header of route.output ? ['x-request-id', contractVersionHeader] : [])
    if (!headers.has(header)) fail(what, `without the header ${header}`, body);
  const { content } = told.$ref ? (shared[told.$ref.split('/').at(-1) ?? ''] ?? {}) : told;
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (!content || content['*/*']) return;
  if (!content[type]) return fail(what, `as ${type}`, body);
  const place = told.$ref
    ? told.$ref
    : `#${pointer('paths', route.path, method.toLowerCase(), 'responses', String(status))}`;
  if (type !== json && type !== problemJson) return;
  fail(what, fits(`rest.json${place}${pointer('content', type, 'schema')}`, body), body);
  if (status < 300) fail(what, hasNoMore(route.output, body), body);
};

/** What acknowledges an event. */
export const expectDocumentedAck = (event: string, answer: unknown): void => {
  const operation = operations.find((one) => one.event === event);
  if (!operation) return;
  const what = `the acknowledgement of ${event}`;
  fail(
    what,
    fits(`events.json#${pointer('components', 'messages', `${event}_ack`, 'payload')}`, answer),
    answer,
  );
  const { ok, ...result } = answer as { ok: boolean };
  // What answers with nothing over HTTP is acknowledged by `ok` alone.
  const isNothing = Object.keys(result).length === 0 && operation.output.safeParse(undefined).success;
  if (ok) fail(what, hasNoMore(operation.output, isNothing ? undefined : result), answer);
};

/** What the server sends by itself. */
export const expectDocumentedEvent = (event: string, payload: unknown): void => {
  const documented = serverEvents[event as ServerEvent];
  if (!documented) return fail(event, 'no such event', payload);
  fail(event, fits(`events.json#${pointer('components', 'messages', event, 'payload')}`, payload), payload);
  fail(event, hasNoMore(documented.payload, payload), payload);
};
