import type { ErrorCode } from '../contract/errors.js';
import { type EventOrder, type ServerEvent, serverEvents } from '../contract/events.js';
import type { Operation } from '../contract/operation.js';
import { operations } from '../contract/operations.js';
import { contractVersion } from '../contract/version.js';
import { byTag } from './order.js';
import { errorsOf, meanings, problemSchema, withProblems } from './problems.js';
import { rateLimitOf, rateLimitText } from './rate-limit-text.js';
import { type JsonSchema, SchemaBook } from './schema-book.js';
import { eventsIntroduction, orderTexts, tagTexts } from './texts.js';
import { withEventExamples } from './with-examples.js';

export interface EventMessage {
  name: string;
  title: string;
  summary: string;
  description?: string;
  tags?: { name: string; description?: string }[];
  payload: JsonSchema;
  examples?: { payload: unknown }[];
}

interface Ref {
  $ref: string;
}

export interface EventOperation {
  action: 'send' | 'receive';
  channel: Ref;
  summary: string;
  messages: Ref[];
  reply?: { channel: Ref; messages: Ref[] };
  'x-order': EventOrder | 'sent' | 'none';
  'x-errors'?: ErrorCode[];
  'x-rate-limit'?: object;
}

export interface AsyncApiDocument {
  asyncapi: '3.0.0';
  info: { title: string; version: string; description: string; license: { name: string; url: string } };
  defaultContentType: string;
  servers: Record<string, object>;
  channels: {
    socket: { address: string; title: string; description: string; messages: Record<string, Ref> };
  };
  operations: Record<string, EventOperation>;
  components: {
    messages: Record<string, EventMessage>;
    schemas: Record<string, JsonSchema>;
    securitySchemes: Record<string, object>;
  };
}

type Part = Pick<AsyncApiDocument, 'operations'> & { messages: Record<string, EventMessage> };

/**
 * The socket interface as AsyncAPI 3.0, from nothing but the contract. One channel, since Socket.IO has one namespace
 * here; a message is an event. As the specification has it, `receive` and `send` are said from the server's side.
 */
export const asyncApiDocument = (from: readonly Operation[] = operations): AsyncApiDocument => {
  const book = new SchemaBook();
  const parts = [
    ...byTag(from)
      .filter(({ event }) => event !== undefined)
      .map((operation) => clientEvent(operation, book)),
    ...Object.keys(serverEvents).map((name) => serverEvent(name as ServerEvent, book)),
  ];
  const messages = Object.assign({}, ...parts.map((part) => part.messages)) as Part['messages'];
  const document: AsyncApiDocument = {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley events',
      version: contractVersion,
      description: eventsIntroduction,
      license: { name: 'Apache 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: servers(),
    channels: {
      socket: {
        address: '/',
        title: 'The connection of a client',
        description: 'The default namespace of Socket.IO.',
        messages: Object.fromEntries(
          Object.keys(messages).map((key) => [key, { $ref: `#/components/messages/${key}` }]),
        ),
      },
    },
    operations: Object.assign({}, ...parts.map((part) => part.operations)) as Part['operations'],
    components: {
      messages,
      schemas: withProblems(book),
      securitySchemes: securitySchemes(),
    },
  };
  return withEventExamples(document, new Set(from.flatMap(({ event }) => event ?? [])));
};

const channel: Ref = { $ref: '#/channels/socket' };
const inChannel = (key: string): Ref => ({ $ref: `#/channels/socket/messages/${key}` });

const clientEvent = (operation: Operation, book: SchemaBook): Part => {
  const event = operation.event as string;
  const possible = errorsOf(operation, 'socket');
  const limit = rateLimitOf(operation);
  const order = operation.id === 'send_message' ? 'sent' : 'none';
  return {
    messages: {
      [event]: {
        name: event,
        title: event,
        summary: operation.summary,
        description: [operation.description, rateLimitText(operation), orderTexts[order]]
          .filter(Boolean)
          .join('\n\n'),
        tags: [{ name: operation.tag, description: tagTexts[operation.tag] ?? '' }],
        payload: book.use(operation.input, 'input'),
      },
      [`${event}_ack`]: {
        name: `${event}_ack`,
        title: `Acknowledgement of ${event}`,
        summary: 'The result, or why there is none',
        description: meanings(possible),
        payload: acknowledgement(operation, possible, book),
      },
    },
    operations: {
      [event]: {
        action: 'receive',
        channel,
        summary: operation.summary,
        messages: [inChannel(event)],
        reply: { channel, messages: [inChannel(`${event}_ack`)] },
        'x-order': order,
        'x-errors': possible,
        ...(limit && { 'x-rate-limit': limit }),
      },
    },
  };
};

/** `{ ok: true, …result }` or `{ ok: false, error }`. */
const acknowledgement = (operation: Operation, possible: ErrorCode[], book: SchemaBook): JsonSchema => {
  const ok = { ok: { const: true } };
  const result = book.use(operation.output, 'output');
  const success: JsonSchema =
    result.$ref === undefined
      ? {
          ...result,
          type: 'object',
          properties: { ...ok, ...result.properties },
          required: ['ok', ...(result.required ?? [])],
        }
      : { allOf: [{ type: 'object', properties: ok, required: ['ok'] }, result] };
  const failure: JsonSchema = {
    type: 'object',
    properties: { ok: { const: false }, error: problemSchema(possible) },
    required: ['ok', 'error'],
  };
  return { oneOf: [success, failure] };
};

const serverEvent = (name: ServerEvent, book: SchemaBook): Part => {
  const { summary, payload, order } = serverEvents[name];
  const description = orderTexts[order];
  return {
    messages: { [name]: { name, title: name, summary, description, payload: book.use(payload, 'output') } },
    operations: {
      [`on_${name}`]: { action: 'send', channel, summary, messages: [inChannel(name)], 'x-order': order },
    },
  };
};

const servers = () => ({
  node: {
    host: '{host}',
    protocol: 'wss',
    pathname: '/socket.io/',
    description: 'Any node of the installation, through Socket.IO 4 (WebSocket, or HTTP long polling)',
    variables: { host: { default: 'localhost:3000', description: 'Where Parley runs' } },
    security: [{ $ref: '#/components/securitySchemes/token' }],
  },
});

const securitySchemes = () => ({
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'The access token, as `auth: { token }` of the handshake or in the Authorization header. ' +
      'Why it was refused is in `data` of `connect_error`.',
  },
});
