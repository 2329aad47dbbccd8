import type { JsonSchema } from './schema-book.js';
import { refName } from './schema-book.js';

/** The schemas of the documents as TypeScript: no more of JSON Schema than the contract uses. */
export const typeOf = (schema: JsonSchema, indent = ''): string => {
  if (schema.$ref !== undefined) return refName(schema.$ref);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return unique(choices.map((choice) => typeOf(choice, indent))).join(' | ');
  if (schema.allOf) return (schema.allOf as JsonSchema[]).map((part) => grouped(part, indent)).join(' & ');
  if (Array.isArray(schema.type)) {
    return unique(schema.type.map((type) => typeOf({ ...schema, type }, indent))).join(' | ');
  }
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `${grouped(schema.items ?? {}, indent)}[]`;
    case 'object':
      return objectType(schema, indent);
    default:
      return 'unknown';
  }
};

/** A comment for editors, or nothing. */
export const comment = (text: string | undefined, indent: string): string =>
  text === undefined || text === ''
    ? ''
    : `${indent}/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */\n`;

const unique = (types: string[]): string[] => [...new Set(types)];

const grouped = (schema: JsonSchema, indent: string): string => {
  const type = typeOf(schema, indent);
  return / [|&] /.test(type) && !type.startsWith('{')
    ? `(${type})`
    : type.includes('} & ')
      ? `(${type})`
      : type;
};

const objectType = (schema: JsonSchema, indent: string): string => {
  const { properties = {}, additionalProperties } = schema;
  const alternatives = onlyOne(schema).filter((name) => name in properties);
  const names = Object.keys(properties).filter((name) => !alternatives.includes(name));
  const rest = typeof additionalProperties === 'object' ? (additionalProperties as JsonSchema) : undefined;
  if (Object.keys(properties).length === 0)
    return `Record<string, ${rest ? typeOf(rest, indent) : 'unknown'}>`;
  const fields = fieldsOf(schema, names, indent);
  if (alternatives.length === 0) return fields;
  const one = `OneOf<${fieldsOf({ ...schema, required: alternatives }, alternatives, indent)}>`;
  return names.length === 0 ? one : `${fields} & ${one}`;
};

const fieldsOf = (
  { properties = {}, required = [] }: JsonSchema,
  names: string[],
  indent: string,
): string => {
  const inner = `${indent}  `;
  const lines = names.map((name) => {
    const schema = properties[name] ?? {};
    const mark = required.includes(name) ? '' : '?';
    return `${comment(schema.description, inner)}${inner}${name}${mark}: ${typeOf(schema, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
};

/** JSON Schema cannot say it shortly; the sentence that the schema book makes of the rule can. */
const onlyOne = ({ description = '' }: JsonSchema): string[] =>
  /needs exactly one of (\w+(?:, \w+)* and \w+)/.exec(description)?.[1]?.split(/, | and /) ?? [];
