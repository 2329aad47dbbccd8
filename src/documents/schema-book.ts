import { z } from 'zod';

/** What the documents use of JSON Schema 2020-12. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  [keyword: string]: unknown;
}

type Direction = 'input' | 'output';

const PREFIX = '#/components/schemas/';

export const refTo = (id: string): JsonSchema => ({ $ref: PREFIX + id });
export const refName = (ref: string): string => ref.slice(PREFIX.length);

/**
 * JSON schemas of a document. What has a zod `id` stands once below `components.schemas` and is referred to; the rest
 * is written where it is used.
 */
export class SchemaBook {
  private readonly known = new Map<string, JsonSchema>();

  /** The schema as it is used in its place, with what it refers to noted down. */
  use(schema: z.ZodType, direction: Direction): JsonSchema {
    const json = toJsonSchema(schema, direction);
    for (const [id, definition] of Object.entries(json.$defs ?? {}))
      this.define(id, definition as JsonSchema);
    const { $schema: _schema, $defs: _defs, ...used } = json;
    return used;
  }

  define(id: string, definition: JsonSchema): void {
    const before = this.known.get(id);
    if (before && JSON.stringify(before) !== JSON.stringify(definition)) {
      throw new Error(`The schema ${id} reads differently as an input and as an output: they need two ids.`);
    }
    this.known.set(id, definition);
  }

  /** All that was noted down, in alphabetical order so that the documents do not depend on the order of use. */
  get components(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.known].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

const toJsonSchema = (schema: z.ZodType, direction: Direction): JsonSchema => {
  const json = z.toJSONSchema(schema, {
    io: direction,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => adjust(zodSchema, jsonSchema as JsonSchema),
  });
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', `"${PREFIX}`)) as JsonSchema;
};

const adjust = (schema: z.core.$ZodType, json: JsonSchema): void => {
  // Clients must bear with new fields: an answer may have more than it has today.
  if (json.additionalProperties === false) delete json.additionalProperties;
  // The bounds of every safe integer say nothing.
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.minLength === 0) delete json.minLength;
  // The pattern of a time takes five lines; its format says the same.
  if (json.format === 'date-time') delete json.pattern;
  const rules = rulesOf(schema);
  if (json.type === 'object' && rules.length > 0) {
    json.description = [json.description, sentence(rules)].filter(Boolean).join(' ');
  }
};

/** What an object must hold as a whole, in the words of its refinements: JSON Schema has no place for them. */
export const rulesOf = (schema: z.core.$ZodType): string[] =>
  (schema._zod.def.checks ?? []).flatMap((check) => {
    const { check: kind, error } = check._zod.def as { check: string; error?: (issue: object) => unknown };
    const message = kind === 'custom' ? error?.({}) : undefined;
    return typeof message === 'string' ? [message] : [];
  });

export const sentence = (rules: string[]): string =>
  rules.length === 0 ? '' : `It ${rules.join(', and ')}.`;
