import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { serverEvents } from '../contract/events.js';
import { operations } from '../contract/operations.js';
import { exampleOf } from './example.js';
import { withProblems } from './problems.js';
import { SchemaBook } from './schema-book.js';

const faultOf = (schema: z.ZodType, direction: 'input' | 'output'): string | undefined => {
  const book = new SchemaBook();
  const json = book.use(schema, direction);
  if (Object.keys(json).length === 0) return undefined;
  const example = exampleOf(json, withProblems(book), direction);
  const parsed = schema.safeParse(example);
  return parsed.success ? undefined : `${JSON.stringify(example)}: ${parsed.error.message}`;
};

describe('the examples of the documents', () => {
  it('are requests that the server takes', () => {
    const faults = operations.map(({ id, input }) => [id, faultOf(input, 'input')]);
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
  });

  it('are answers and events that have the shape of the real ones', () => {
    const faults = [
      ...operations.map(({ id, output }) => [id, faultOf(output, 'output')]),
      ...Object.entries(serverEvents).map(([id, { payload }]) => [id, faultOf(payload, 'output')]),
    ];
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
  });
});
