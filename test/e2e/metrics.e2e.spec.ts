import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register, request } from '../support/people.js';

let node: TestApp;
let amy: Person;
let room: string;
const lines: Line[] = [];

beforeAll(async () => {
  node = await startApp();
  amy = await register(node.url, 'amy');
  const { body } = await amy.api<{ room: { id: string } }>('POST', '/rooms', {
    name: 'Measured',
    type: 'public',
  });
  room = body.room.id;
});
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});
afterAll(() => node.stop());

const connect = async (): Promise<Line> => {
  const line = await amy.connect();
  lines.push(line);
  return line;
};

const scrape = async (): Promise<string> => (await fetch(`${node.url}/metrics`)).text();

/** The value of a time series, 0 when there is none. */
const value = async (series: string): Promise<number> => {
  const line = (await scrape()).split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? 0 : Number(line.slice(series.length + 1));
};

const grown = async (series: string, act: () => Promise<unknown>): Promise<number> => {
  const before = await value(series);
  await act();
  return (await value(series)) - before;
};

describe('/metrics', () => {
  it('is text for Prometheus, with the measurements of the process', async () => {
    const response = await fetch(`${node.url}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('counts connections while they last', async () => {
    const before = await value('parley_connected_sockets');
    const line = await connect();
    expect(await value('parley_connected_sockets')).toBe(before + 1);
    line.close();
    await expect.poll(() => value('parley_connected_sockets')).toBe(before);
  });

  it('counts requests by operation and status, refused ones too', async () => {
    const series = (operation: string, status: number) =>
      `parley_http_request_duration_seconds_count{operation="${operation}",status="${status}"}`;
    expect(await grown(series('get_room', 200), () => amy.api('GET', `/rooms/${room}`))).toBe(1);
    expect(await grown(series('get_room', 401), () => request(node.url, 'GET', `/api/rooms/${room}`))).toBe(
      1,
    );
    expect(
      await grown(series('send_message', 400), () => amy.api('POST', `/rooms/${room}/messages`, {})),
    ).toBe(1);
  });

  it('counts events by name and outcome', async () => {
    const line = await connect();
    const series = (event: string, outcome: string) =>
      `parley_socket_event_duration_seconds_count{event="${event}",outcome="${outcome}"}`;
    const send = (content: string) => line.ask('send_message', { room_id: room, content });
    expect(await grown(series('send_message', 'ok'), () => send('hello'))).toBe(1);
    expect(await grown(series('send_message', 'validation_failed'), () => send(''))).toBe(1);
  });

  it('counts what was stored, and in how many writes', async () => {
    const send = () =>
      Promise.all(
        ['a', 'b', 'c', 'd'].map((content) => amy.api('POST', `/rooms/${room}/messages`, { content })),
      );
    const before = await value('parley_messages_committed_total');
    const sum = await value('parley_commit_batch_messages_sum');
    const writes = await value('parley_commit_batch_messages_count');
    await send();
    await expect.poll(() => value('parley_messages_committed_total')).toBe(before + 4);
    expect((await value('parley_commit_batch_messages_sum')) - sum).toBe(4);
    expect((await value('parley_commit_batch_messages_count')) - writes).toBeLessThanOrEqual(4);
  });

  it('counts deliveries, and what they took from acceptance', async () => {
    const lines = [await connect(), await connect(), await connect()];
    const delays = await value('parley_delivery_delay_seconds_count');
    const send = async () => {
      await lines[0]?.ask('send_message', { room_id: room, content: 'to three sockets' });
      for (const line of lines)
        await line.next('new_message', ({ content }) => content === 'to three sockets');
    };
    expect(await grown('parley_deliveries_total{kind="message"}', send)).toBe(3);
    expect(await value('parley_delivery_delay_seconds_count')).toBe(delays + 1);
  });

  it('counts commands to the stores', async () => {
    const line = await connect();
    const send = () => line.ask('send_message', { room_id: room, content: 'counted' });
    await send();
    const read = () => grown('parley_database_command_duration_seconds_count', send);
    // A sweep may come between: the least of three is the send alone.
    const least = Math.min(await read(), await read(), await read());
    expect(least).toBeGreaterThanOrEqual(1);
    expect(least).toBeLessThanOrEqual(2);
    // A node that is alone tells nobody of a message; of a room it does, for who may just be coming.
    const make = () => amy.api('POST', '/rooms', { name: 'told of', type: 'private' });
    expect(await grown('parley_redis_commands_total{connection="main"}', make)).toBeGreaterThanOrEqual(1);
    expect(await grown('parley_bus_packets_total{direction="sent"}', make)).toBeGreaterThanOrEqual(1);
  });

  it('counts who catches up, by what came of it', async () => {
    const line = await connect();
    const sync = (after_seq: number) =>
      line.ask('sync', { conversations: [{ room_id: room, after_seq, after_rev: 0 }] });
    const series = (outcome: string) => `parley_sync_conversations_total{outcome="${outcome}"}`;
    expect(await grown(series('behind'), () => sync(0))).toBe(1);
    expect(await grown(series('reset'), () => sync(1_000_000))).toBe(1);
    const strange = () =>
      line.ask('sync', { conversations: [{ room_id: 'f'.repeat(24), after_seq: 0, after_rev: 0 }] });
    expect(await grown(series('refused'), strange)).toBe(1);
  });

  it('counts what was refused for being too much, by its limit', async () => {
    const strict = await startApp({ ...node.env, RATE_LIMIT_SCALE: '1' });
    try {
      const line = await amy.at(strict.url).connect();
      lines.push(line);
      await Promise.all(
        Array.from({ length: 15 }, (_, n) => line.ask('send_message', { room_id: room, content: `${n}` })),
      );
      const text = await (await fetch(`${strict.url}/metrics`)).text();
      expect(text).toMatch(/^parley_rate_limited_total\{limit="message"\} [1-9]/m);
    } finally {
      await strict.stop();
    }
  });

  it('counts uploads and their bytes', async () => {
    const upload = (file: Blob) => {
      const form = new FormData();
      form.append('file', file, 'note.txt');
      const headers = { authorization: `Bearer ${amy.token}` };
      return fetch(`${node.url}/api/upload`, { method: 'POST', headers, body: form });
    };
    const bytes = () => grown('parley_uploads_total{outcome="ready"}', () => upload(new Blob(['12345'])));
    const before = await value('parley_upload_bytes_total');
    expect(await bytes()).toBe(1);
    expect((await value('parley_upload_bytes_total')) - before).toBe(5);
  });

  it('does not let clients make up labels', async () => {
    const line = await connect();
    for (const word of ['madeup1', 'madeup2', '__proto__']) {
      await line.ask(word, {});
      await request(node.url, 'GET', `/${word}`);
      await request(node.url, 'PROPFIND', `/api/${word}`);
    }
    const text = await scrape();
    expect(text).not.toMatch(/madeup|__proto__|PROPFIND/);
    expect(text).toContain('parley_socket_event_duration_seconds_count{event="unknown",outcome="not_found"}');
    expect(text).toContain('parley_http_request_duration_seconds_count{operation="unknown",status="404"}');
  });
});

describe('/metrics with METRICS_TOKEN', () => {
  let guarded: TestApp;
  beforeAll(async () => {
    guarded = await startApp({ METRICS_TOKEN: 'only-for-prometheus' });
  });
  afterAll(() => guarded.stop());

  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${guarded.url}/metrics`, { headers });
    return { status: response.status, text: await response.text() };
  };

  it('answers who has the token', async () => {
    const { status, text } = await ask({ authorization: 'Bearer only-for-prometheus' });
    expect(status).toBe(200);
    expect(text).toContain('process_cpu_seconds_total');
  });

  it.each([
    ['no token', {}, 'token_missing'],
    ['another token', { authorization: 'Bearer only-for-prometheuS' }, 'token_invalid'],
    ['a shorter token', { authorization: 'Bearer only' }, 'token_invalid'],
    ['another scheme', { authorization: 'Basic only-for-prometheus' }, 'token_missing'],
  ])('refuses %s', async (_name, headers, code) => {
    const { status, text } = await ask(headers as Record<string, string>);
    expect([status, JSON.parse(text).code]).toEqual([401, code]);
    expect(text).not.toContain('process_cpu');
  });
});
