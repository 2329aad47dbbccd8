import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Line, type Person, register, request } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { processEnv } from '../support/server-process.js';
import { type ReceivedSpan, TraceReceiver } from '../support/trace-receiver.js';
import { until } from '../support/until.js';
import { WebPages } from '../support/web-pages.js';
import { NodeProcess } from './node-process.js';

const TEXT = 'meet me at the harbour';

let receiver: TraceReceiver;
let pages: WebPages;
let node: NodeProcess;
let amy: Person;
let line: Line;
let room_id: string;

beforeAll(async () => {
  receiver = await TraceReceiver.open();
  pages = await WebPages.open();
  node = await NodeProcess.start({
    ...processEnv(),
    OUTBOUND_LOOPBACK_PORTS: String(pages.port),
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_SERVICE_NAME: 'parley-test',
    OTEL_BSP_SCHEDULE_DELAY: '50',
  });
  amy = await register(node.url, 'amy');
  room_id = (await createRoom(amy)).id;
  line = await amy.connect();
}, 120_000);
afterAll(async () => {
  line.close();
  await node.kill();
  await pages.close();
  receiver.close();
});

const sent = async (find: () => ReceivedSpan | undefined, what: string): Promise<ReceivedSpan> => {
  await until(() => find() !== undefined, { what });
  return find() as ReceivedSpan;
};

const withParent = (span: ReceivedSpan | undefined) =>
  receiver.spans.find(({ traceId, spanId }) => traceId === span?.traceId && spanId === span.parentSpanId);

describe('traces', () => {
  it('go on from who asked over REST, down to the database', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await request(node.url, 'POST', `/api/rooms/${room_id}/messages`, {
      token: amy.token,
      body: { content: TEXT },
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-00`, 'x-request-id': 'asked-by-a-test' },
    });
    const rest = await sent(() => receiver.named('POST send_message')[0], 'the request');
    expect(rest).toMatchObject({
      traceId,
      parentSpanId: '00f067aa0ba902b7',
      kind: 'server',
      service: 'parley-test',
      failed: false,
      attributes: {
        'http.route': '/api/rooms/:room_id/messages',
        'http.response.status_code': 201,
        'parley.request_id': 'asked-by-a-test',
      },
    });
    const insert = await sent(
      () => receiver.below(rest).find(({ name }) => name === 'insert messages'),
      'the insert of the message',
    );
    expect(insert).toMatchObject({ kind: 'client', attributes: { 'db.system.name': 'mongodb' } });
  });

  it('begin at each event of a socket, also of those whose messages are stored together', async () => {
    const before = receiver.named('send_message').length;
    await Promise.all(['a', 'b', 'c'].map((content) => line.ask('send_message', { room_id, content })));
    await until(() => receiver.named('send_message').length === before + 3);
    const events = receiver.named('send_message').slice(before);
    expect(new Set(events.map(({ traceId }) => traceId)).size).toBe(3);
    for (const { kind, attributes } of events) {
      expect(kind).toBe('server');
      expect(attributes).toMatchObject({ 'parley.user_id': amy.id });
    }
    const inserts = () =>
      receiver.named('insert messages').filter((one) => events.includes(withParent(one) as never));
    await until(() => inserts().length > 0, { what: 'an insert below one of them' });
    expect(inserts().length).toBeLessThanOrEqual(3);
  });

  it('name what was refused by its code, and blame nobody', async () => {
    await line.ask('send_message', { room_id, content: '' });
    const refused = await sent(
      () => receiver.named('send_message').find(({ attributes }) => 'error.type' in attributes),
      'the refused event',
    );
    expect(refused).toMatchObject({ failed: false, attributes: { 'error.type': 'validation_failed' } });
  });

  it('go through the queue to the node that does the job', async () => {
    const url = pages.html('/page', '<title>A page</title>');
    await line.ask('send_message', { room_id, content: `look ${url}` });
    await line.next('message_updated');
    const job = await sent(() => receiver.named('previews')[0], 'the job');
    expect(job.kind).toBe('consumer');
    const added = withParent(job);
    expect(added).toMatchObject({ name: 'add previews', kind: 'producer' });
    expect(withParent(added)).toMatchObject({ name: 'send_message', kind: 'server' });
    await sent(
      () => receiver.below(job).find(({ kind }) => kind === 'client'),
      'a command to the database by the job',
    );
  });

  it('hold no text, token or password', () => {
    expect(receiver.spans.length).toBeGreaterThan(10);
    for (const secret of [TEXT, amy.token, amy.refreshToken, amy.password, amy.email])
      expect(receiver.raw).not.toContain(secret);
  });

  it('are finished when the node stops', async () => {
    const before = receiver.named('GET get_me').length;
    await amy.api('GET', '/users/me');
    expect(await node.stop()).toBe(0);
    expect(receiver.named('GET get_me').length).toBe(before + 1);
  });
});
