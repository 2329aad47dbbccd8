import type { ApiOperation, OpenApiDocument } from './openapi-document.js';

const report = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['ok', 'unavailable'] },
    checks: { type: 'object', additionalProperties: { type: 'string', enum: ['up', 'down'] } },
  },
  required: ['status', 'checks'],
};

const get = (operation: Omit<ApiOperation, 'tags'>): { get: ApiOperation } => ({
  get: { tags: ['Operations'], ...operation },
});

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

/** What is no operation of the contract: it serves machines that run the server, not its users. */
export const operationalPaths: OpenApiDocument['paths'] = {
  '/health/live': get({
    operationId: 'health_live',
    summary: 'The process runs',
    description: 'Asks nothing of the database: a process that only waits for it must not be killed.',
    responses: {
      200: json('It runs', { type: 'object', properties: { status: { const: 'ok' } }, required: ['status'] }),
    },
    security: [],
  }),
  '/health/ready': get({
    operationId: 'health_ready',
    summary: 'A message can be stored, and people can be told of it',
    description: 'Says 503 from the moment the node begins to stop, so that nobody is sent to it any more.',
    responses: { 200: json('Ready', report), 503: json('Not ready; `checks` says why', report) },
    security: [],
  }),
  '/metrics': get({
    operationId: 'metrics',
    summary: 'Measurements for Prometheus',
    description: 'Open unless the operator set METRICS_TOKEN, which is then the bearer token to send.',
    responses: {
      200: {
        description: 'Text in the format of Prometheus',
        content: { 'text/plain': { schema: { type: 'string' } } },
      },
      401: {
        description: '`token_missing`, `token_invalid`: METRICS_TOKEN is set and was not sent',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: [{}, { metrics: [] }],
  }),
};
