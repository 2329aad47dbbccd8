import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '../contract/operation.js';
import { openApiDocument } from './openapi.js';

const Thing = z.object({ name: z.string() }).meta({ id: 'Thing' });

const make = (input: z.ZodType, output: z.ZodType = Thing) =>
  openApiDocument([
    operation({
      id: 'make_thing',
      tag: 'Things',
      summary: 'Make a thing',
      input,
      output,
      limit: 'write',
      errors: ['room_not_found'],
      http: [{ method: 'POST', path: '/rooms/:room_id/things', status: 201 }],
    }),
  ]);

const post = (document: ReturnType<typeof make>) => document.paths['/api/rooms/{room_id}/things']?.post;
const bodyOf = (document: ReturnType<typeof make>) =>
  post(document)?.requestBody?.content['application/json']?.schema;

describe('openApiDocument', () => {
  it('takes the path out of the body and says the rules of the object in words', () => {
    const input = z
      .object({ room_id: z.string(), a: z.string().optional(), b: z.number().default(1) })
      .refine(({ a, b }) => a !== undefined || b > 1, 'needs a or a great b');
    const document = make(input);
    expect(bodyOf(document)).toEqual({
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'number', default: 1 } },
    });
    expect(post(document)?.requestBody?.required).toBe(false);
    expect(post(document)?.description).toContain('It needs a or a great b.');
  });

  it('refers to what has an id, and lets answers grow', () => {
    const document = make(z.object({ room_id: z.string() }));
    expect(JSON.stringify(post(document)?.responses[201])).toContain('"$ref":"#/components/schemas/Thing"');
    expect(document.components.schemas?.Thing).toEqual({
      type: 'object',
      properties: { name: { type: 'string' } },
      required: ['name'],
    });
    expect(post(document)?.requestBody).toBeUndefined();
  });

  it('refuses one name for two shapes', () => {
    const Setting = z.object({ on: z.boolean().default(true) }).meta({ id: 'Setting' });
    expect(() => make(z.object({ room_id: z.string(), setting: Setting }), Setting)).toThrow(
      /Setting reads differently/,
    );
  });
});
