import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { asyncApiDocument } from './asyncapi.js';

const schemaOf = (version: string): object => {
  const path = createRequire(import.meta.url).resolve('@asyncapi/specs/package.json');
  const file = `schemas/${version}-without-$id.json`;
  return JSON.parse(readFileSync(new URL(file, `file://${path}`), 'utf8')) as object;
};

it('the document of the events is what AsyncAPI 3.0 asks for', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false });
  const validate = ajv.compile(schemaOf('3.0.0'));
  expect(validate(asyncApiDocument()), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
  expect(validate({ ...asyncApiDocument(), channels: { socket: { messages: [] } } })).toBe(false);
});
