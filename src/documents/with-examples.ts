import type { AsyncApiDocument } from './asyncapi.js';
import { exampleOf } from './example.js';
import type { ApiOperation, OpenApiDocument } from './openapi-document.js';
import type { JsonSchema } from './schema-book.js';

interface Answer {
  content?: Record<string, { schema: JsonSchema; example?: unknown }>;
}

/** Puts something to look at beside each body and answer. Last of all, since it needs every schema. */
export const withExamples = (document: OpenApiDocument): OpenApiDocument => {
  const schemas = document.components.schemas as Record<string, JsonSchema>;
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    exemplify(operation, schemas);
  }
  return document;
};

const exemplify = (
  { description, requestBody, responses }: ApiOperation,
  schemas: Record<string, JsonSchema>,
) => {
  const asked = requestBody?.content['application/json'];
  // What the body must hold as a whole is said in the description of the operation.
  if (asked) asked.example = exampleOf({ ...asked.schema, description }, schemas, 'input');
  for (const answer of Object.values(responses) as Answer[]) {
    const told = answer.content?.['application/json'];
    if (told) told.example = exampleOf(told.schema, schemas, 'output');
  }
};

/** The same for events and their acknowledgements. */
export const withEventExamples = (
  document: AsyncApiDocument,
  asked: ReadonlySet<string>,
): AsyncApiDocument => {
  const { messages, schemas } = document.components;
  for (const message of Object.values(messages)) {
    const direction = asked.has(message.name) ? 'input' : 'output';
    message.examples = [{ payload: exampleOf(message.payload, schemas, direction) }];
  }
  return document;
};
