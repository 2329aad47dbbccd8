import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errors } from '../../src/contract/errors.js';
import { serverEvents } from '../../src/contract/events.js';
import { operations } from '../../src/contract/operations.js';
import { asyncApiDocument } from '../../src/documents/asyncapi.js';
import { toFile } from '../../src/documents/document-file.js';
import { openApiDocument } from '../../src/documents/openapi.js';
import type { OpenApiDocument } from '../../src/documents/openapi-document.js';
import { startApp, type TestApp } from '../support/app.js';
import { request } from '../support/people.js';

let node: TestApp;

beforeAll(async () => {
  node = await startApp();
});
afterAll(() => node.stop());

const committed = (name: string): string =>
  readFileSync(new URL(`../../openapi/${name}`, import.meta.url), 'utf8');

const text = async (path: string) => {
  const response = await fetch(`${node.url}${path}`);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

/** Everything in a document, however deep. */
const walk = (value: unknown, visit: (key: string, value: unknown) => void): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    visit(key, inner);
    walk(inner, visit);
  }
};

const follow = (document: object, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document);

const brokenRefs = (document: object): string[] => {
  const broken: string[] = [];
  walk(document, (key, value) => {
    if (key === '$ref' && typeof value === 'string' && follow(document, value) === undefined)
      broken.push(value);
  });
  return broken;
};

const operationsOf = (document: OpenApiDocument) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );

describe('OpenAPI', () => {
  it('is served as it is built and committed', async () => {
    const { status, headers, body } = await text('/docs-json');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body === toFile(openApiDocument())).toBe(true);
    expect(committed('openapi.json') === body, 'run `npm run openapi` and commit what it writes').toBe(true);
  });

  it('has the structure that OpenAPI 3.1 asks for', () => {
    const document = openApiDocument();
    expect(document.openapi).toBe('3.1.0');
    expect(brokenRefs(document)).toEqual([]);
    const all = operationsOf(document);
    const ids = all.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, route, operation } of all) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`).sort(), route).toEqual(
        (path.match(/\{\w+\}/g) ?? []).sort(),
      );
      expect(
        inPath.every(({ required }) => required),
        route,
      ).toBe(true);
      expect(
        Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status)),
        route,
      ).toBe(true);
      expect(operation.summary, route).not.toBe('');
    }
  });

  it('says a sentence of every tag', () => {
    const silent = openApiDocument().tags.filter(({ description }) => description === '');
    expect(silent).toEqual([]);
  });

  it('documents exactly the routes of the application', () => {
    const router = node.app.getHttpAdapter().getInstance().router as {
      stack: { route?: { path: string; methods: Record<string, boolean> } }[];
    };
    const routed = router.stack
      .flatMap(({ route }) =>
        route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
      )
      .map((route) => route.replaceAll(/:(\w+)/g, '{$1}'))
      .filter((route) => !/^GET \/(docs|asyncapi)/.test(route));
    expect([...new Set(routed)].sort()).toEqual(
      operationsOf(openApiDocument())
        .map(({ route }) => route)
        .sort(),
    );
  });

  it('names every field of every body, of refined objects too, and leaves out what the path says', () => {
    const { paths } = openApiDocument();
    const body =
      paths['/api/rooms/{room_id}/messages']?.post?.requestBody?.content['application/json']?.schema;
    expect(Object.keys(body?.properties ?? {})).toEqual(
      expect.arrayContaining(['content', 'attachment_ids', 'mentions', 'client_id']),
    );
    expect(body?.properties).not.toHaveProperty('room_id');
    expect(body?.properties).not.toHaveProperty('dm_id');
    // What an object must hold as a whole is said in words.
    expect(body?.required).toBeUndefined();
    expect(paths['/api/rooms/{room_id}/messages']?.post?.description).toContain(
      'needs content or an attachment',
    );
  });

  it('says of bodies and answers that are no JSON what they are', () => {
    const { paths } = openApiDocument();
    expect(paths['/api/upload']?.post?.requestBody?.content).toHaveProperty(['multipart/form-data']);
    const part = paths['/api/uploads/{upload_id}/parts']?.put;
    expect(part?.requestBody?.content).toHaveProperty(['application/octet-stream']);
    expect(part?.parameters?.map(({ name }) => name)).toEqual(['upload_id', 'offset']);
    expect(Object.keys(paths['/api/files/{file_id}']?.get?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '206', '304', '403', '404', '416']),
    );
  });

  it('lists the problems of an operation by their status, with their codes', () => {
    const responses = openApiDocument().paths['/api/rooms/{room_id}/messages']?.post?.responses ?? {};
    expect(Object.keys(responses)).toEqual([
      '200',
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(JSON.stringify(responses[404])).toContain('room_not_found');
    expect(JSON.stringify(responses[404])).not.toContain('dm_not_found');
  });
});

describe('AsyncAPI', () => {
  it('is served as it is built and committed', async () => {
    const { status, body } = await text('/asyncapi.json');
    expect(status).toBe(200);
    expect(body === toFile(asyncApiDocument())).toBe(true);
    expect(committed('asyncapi.json') === body, 'run `npm run openapi` and commit what it writes').toBe(true);
  });

  it('lists every event, and an acknowledgement for each that a client sends', () => {
    const document = asyncApiDocument();
    const fromClient = operations.flatMap(({ event }) => (event ? [event] : []));
    expect(brokenRefs(document)).toEqual([]);
    expect(Object.keys(document.components.messages).sort()).toEqual(
      [...fromClient, ...fromClient.map((event) => `${event}_ack`), ...Object.keys(serverEvents)].sort(),
    );
    expect(Object.keys(document.operations).sort()).toEqual(
      [...fromClient, ...Object.keys(serverEvents).map((event) => `on_${event}`)].sort(),
    );
  });
});

describe('the pages', () => {
  const loaded = (html: string): string[] =>
    [...html.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, url]) => url ?? '');

  it('serves Swagger UI with nothing from elsewhere', async () => {
    const { status, headers, body } = await text('/docs');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    const urls = loaded(body);
    expect(urls.length).toBeGreaterThan(3);
    for (const url of urls) {
      const { origin, href } = new URL(url, `${node.url}/docs`);
      expect(origin).toBe(node.url);
      expect((await fetch(href)).status, href).toBe(200);
    }
    expect((await text('/docs/swagger-ui-init.js')).body).toContain('"openapi": "3.1.0"');
    expect(body).not.toMatch(/<script>/);
  });

  it.each(['/docs/events', '/docs/problems'])(
    'serves %s without scripts, under a strict policy',
    async (path) => {
      const { status, headers, body } = await text(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toMatch(/^text\/html/);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(body).not.toMatch(/<script|style="| on\w+="/);
      expect(loaded(body).filter((url) => !/^[/#]/.test(url))).toEqual([]);
    },
  );

  it('has an anchor for every code, where the type of a problem leads', async () => {
    const { body } = await text('/docs/problems');
    for (const code of Object.keys(errors)) expect(body).toContain(`id="${code}"`);
    const { body: problem } = await request(node.url, 'GET', '/api/users/me');
    expect(problem.type).toBe('/docs/problems#token_missing');
  });

  it('has every event, and no link that leads nowhere', async () => {
    const { body } = await text('/docs/events');
    const anchors = new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const events = [...operations.flatMap(({ event }) => event ?? []), ...Object.keys(serverEvents)];
    expect(events.filter((event) => !anchors.has(event))).toEqual([]);
    const inside = loaded(body).filter((url) => url.startsWith('#'));
    expect(inside.filter((url) => !anchors.has(url.slice(1)))).toEqual([]);
  });
});
