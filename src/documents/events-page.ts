import type { AsyncApiDocument, EventMessage, EventOperation } from './asyncapi.js';
import { code, escapeHtml, inline, page, prose, table } from './html.js';
import { type JsonSchema, refName } from './schema-book.js';

/** The AsyncAPI document for people. */
export const eventsPage = (document: AsyncApiDocument): string => {
  const fromClient = Object.entries(document.operations).filter(([, { action }]) => action === 'receive');
  const fromServer = Object.entries(document.operations).filter(([, { action }]) => action === 'send');
  return page(
    'Events',
    [
      `<p class="note">Version ${escapeHtml(document.info.version)}; for machines: <a href="/asyncapi.json">asyncapi.json</a></p>`,
      prose(document.info.description),
      '<h2 id="client">From the client</h2>',
      index(fromClient, document),
      ...fromClient.map(([, operation]) => clientEvent(operation, document)),
      '<h2 id="server">From the server</h2>',
      index(fromServer, document),
      ...fromServer.map(([, operation]) => serverEvent(operation, document)),
      '<h2 id="schemas">Shapes</h2>',
      ...Object.entries(document.components.schemas).map(([name, schema]) => shape(name, schema)),
    ].join('\n'),
  );
};

const messageOf = (
  { messages }: Pick<EventOperation, 'messages'>,
  document: AsyncApiDocument,
): EventMessage => {
  const key = messages[0]?.$ref.split('/').at(-1) ?? '';
  const message = document.components.messages[key];
  if (!message) throw new Error(`There is no message ${key}`);
  return message;
};

const index = (operations: [string, EventOperation][], document: AsyncApiDocument): string =>
  `<nav aria-label="Events">${operations
    .map(([, operation]) => messageOf(operation, document).name)
    .map((name) => `<a href="#${escapeHtml(name)}">${code(name)}</a>`)
    .join('\n')}</nav>`;

const heading = ({ name, summary, description }: EventMessage): string =>
  `<h3 id="${escapeHtml(name)}">${code(name)}</h3>\n${prose(summary)}${description ? prose(description) : ''}`;

const clientEvent = (operation: EventOperation, document: AsyncApiDocument): string => {
  const message = messageOf(operation, document);
  const [success] = operation.reply ? (messageOf(operation.reply, document).payload.oneOf ?? []) : [];
  const refused = (operation['x-errors'] ?? []).map(
    (name) => `<a href="/docs/problems#${escapeHtml(name)}">${code(name)}</a>`,
  );
  return [
    heading(message),
    '<h4>Payload</h4>',
    fields(message.payload),
    '<h4>Acknowledgement</h4>',
    fields(success ?? {}),
    `<p class="note">Or <code>{ ok: false, error }</code> with ${refused.join(', ')}.</p>`,
  ].join('\n');
};

const serverEvent = (operation: EventOperation, document: AsyncApiDocument): string => {
  const message = messageOf(operation, document);
  return [heading(message), fields(message.payload)].join('\n');
};

const shape = (name: string, schema: JsonSchema): string =>
  `<h3 id="schema-${escapeHtml(name)}">${escapeHtml(name)}</h3>\n${fields(schema)}`;

/** What is in an object, or what else the schema is. */
const fields = (schema: JsonSchema): string => {
  const { properties = {}, required = [] } = schema;
  const rows = Object.entries(properties).map(([name, property]) => [
    `${code(name)}${required.includes(name) ? '' : ' <span class="note">optional</span>'}`,
    typeText(property),
    describe(property),
  ]);
  // The one long text is that of the error codes, which have a page of their own.
  const said = schema.description?.includes('\n')
    ? prose(`${schema.description.split('\n')[0]} See [the table](/docs/problems).`)
    : prose(schema.description ?? '');
  if (rows.length > 0) return `${schema.description ? said : ''}${table(['field', 'type', ''], rows)}`;
  if (schema.type === 'object') return '<p class="note">Nothing.</p>';
  return `<p>${typeText(schema)}</p>${schema.description ? said : ''}`;
};

const describe = ({ description, default: preset }: JsonSchema): string =>
  [description && inline(description), preset !== undefined && `${code(JSON.stringify(preset))} unless given`]
    .filter(Boolean)
    .join('. ');

/** A type in one line, with links to the shapes that it names. */
const typeText = (schema: JsonSchema): string => {
  if (schema.$ref)
    return `<a href="#schema-${escapeHtml(refName(schema.$ref))}">${escapeHtml(refName(schema.$ref))}</a>`;
  const [first] = Array.isArray(schema.allOf) ? (schema.allOf as JsonSchema[]) : [];
  if (first) return typeText(first);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return options.map(typeText).join(' or ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(' ');
  if (schema.type === 'array') return `array of ${typeText(schema.items ?? {})}`;
  if (schema.properties) return `object { ${Object.keys(schema.properties).map(escapeHtml).join(', ')} }`;
  const name = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'anything');
  return escapeHtml(`${name}${bounds(schema)}`);
};

const bounds = ({ minLength, maxLength, minimum, maximum, minItems, maxItems }: JsonSchema): string => {
  const [least, most] = [minLength ?? minimum ?? minItems, maxLength ?? maximum ?? maxItems];
  if (least === undefined && most === undefined) return '';
  if (most === undefined) return `, at least ${least}`;
  return least === undefined ? `, at most ${most}` : `, ${least} to ${most}`;
};
