import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { nested } from '../support/junk.js';
import { type Person, register } from '../support/people.js';
import { expectProblem } from '../support/problems.js';
import { type Body, RawConnection } from '../support/raw-connection.js';
import { Witness } from '../support/witness.js';

let server: TestApp;
let witness: Witness;
let person: Person;

beforeAll(async () => {
  server = await startApp();
  witness = await Witness.of(server);
  person = await register(server.url, 'attacker');
});
afterAll(async () => {
  witness?.close();
  await server?.stop();
});

type Frame = string | Uint8Array<ArrayBuffer>;
const bytes = (...values: number[]): Frame => Uint8Array.from(values);
const placeholder = (num: unknown) => `{"_placeholder":true,"num":${JSON.stringify(num)}}`;
const deepPlaceholders = `451-["sync",${nested(50_000, '[', ']', placeholder(0))}]`;

describe('frames that end the connection that sends them, and nothing else', () => {
  it.each<[string, Frame[]]>([
    ['an unknown type of Engine.IO', ['x']],
    ['another', ['9["x"]']],
    ['an empty frame', ['']],
    ['bytes out of nowhere', [bytes(4, 2, 0xff)]],
    ['no type of Socket.IO', ['4']],
    ['an unknown type of Socket.IO', ['49']],
    ['an event that is an object', ['42{}']],
    ['an event that is null', ['42null']],
    ['an event that is a text', ['42"send_message"']],
    ['an event without a name', ['42[]']],
    ['an event whose name is null', ['42[null]']],
    ['an event whose name is an object', ['42[{"a":1}]']],
    ['an event whose name is a list', ['42[["send_message"]]']],
    ['broken JSON', ['42["send_message",{']],
    ['NaN', ['42["send_message",{"a":NaN}]']],
    ['an acknowledgement that is no list', ['431{}']],
    ['a connect error', ['44{"message":"x"}']],
    ['a payload with a disconnect', ['41{}']],
    ['an attachment without a number', ['45-["x"]']],
    ['no attachments at all', ['450-["x"]']],
    ['negative attachments', ['45-1-["x"]']],
    ['half an attachment', ['451.5-["x"]']],
    ['a thousand attachments', ['451000-["x"]']],
    ['a text in place of the attachment', [`451-["sync",${placeholder(0)}]`, '42["sync",{}]']],
    ['a placeholder of no attachment', [`451-["sync",${placeholder(7)}]`, bytes(1)]],
    ['a placeholder below zero', [`451-["sync",${placeholder(-1)}]`, bytes(1)]],
    ['a placeholder by name', [`451-["sync",${placeholder('length')}]`, bytes(1)]],
    ['a placeholder by an operator', [`451-["sync",${placeholder({ $gt: 0 })}]`, bytes(1)]],
    ['more attachments than were told', [`451-["sync",${placeholder(0)}]`, bytes(1), bytes(2)]],
    ['placeholders nested 50,000 deep', [deepPlaceholders, bytes(1)]],
    ['a probe', ['2probe']],
    ['an event to a namespace that is not there', ['42/nowhere,["x"]']],
    ['too large a frame', [`42["send_message","${'x'.repeat(limits.packetSize)}"]`]],
    ['too large a frame of bytes', [new Uint8Array(limits.packetSize + 1)]],
  ])('%s', async (_name, frames) => {
    const [raw, neighbour] = await Promise.all([
      RawConnection.signedIn(server.url, person.token),
      RawConnection.signedIn(server.url, person.token),
    ]);
    for (const frame of frames) raw.send(frame);
    await raw.untilClosed();
    neighbour.send('427["nothing"]');
    expectProblem((await neighbour.acknowledgement(7)).error, 'not_found');
    neighbour.close();
    await witness.expectCalm();
  });
});

describe('frames that change nothing', () => {
  it.each<[string, Frame[]]>([
    ['an acknowledgement of nothing', ['431[]', '43999999["x"]']],
    ['an acknowledgement without a number', ['43[]']],
    ['an event without anything', ['42']],
    ["the close of Engine.IO, which is the server's to send", ['1']],
    ['a pong that nobody asked for', ['3', '3x']],
    ['an attachment that nothing refers to', ['451-["nothing"]', bytes(1)]],
    ['a number of an acknowledgement beyond all', ['42999999999999999999999999["nothing"]']],
  ])('%s', async (_name, frames) => {
    const raw = await RawConnection.signedIn(server.url, person.token);
    for (const frame of frames) raw.send(frame);
    raw.send('428["nothing"]');
    expectProblem((await raw.acknowledgement(8)).error, 'not_found');
    raw.close();
    await witness.expectCalm();
  });

  it('a namespace that is not there is refused, with the message that Socket.IO has for it', async () => {
    const raw = await RawConnection.signedIn(server.url, person.token);
    raw.send('40/__proto__,{}');
    expect(await raw.next('44/__proto__,')).toContain('Invalid namespace');
    raw.send('428["nothing"]');
    expectProblem((await raw.acknowledgement(8)).error, 'not_found');
    raw.close();
    await witness.expectCalm();
  });
});

describe('handshakes', () => {
  const missing = ['40', '40{}', '40{"token":null}', '40{"token":""}', '40{"user":"x"}'];
  const invalid = ['40{"token":{"$gt":""}}', '40{"token":5}', '40{"token":["x"]}', '40{"token":"x.y.z"}'];
  const cases = [
    ...missing.map((frame) => [frame, 'token_missing'] as const),
    ...invalid.map((frame) => [frame, 'token_invalid'] as const),
    ['405', 'token_missing'] as const,
    ['40{"__proto__":{"token":"x"}}', 'token_missing'] as const,
  ];

  it.each(cases)('%s is refused with the problem', async (frame, code) => {
    const raw = await RawConnection.open(server.url);
    raw.send(frame);
    const { data } = JSON.parse((await raw.next('44')).slice(2));
    expectProblem(data, code);
    raw.close();
    await witness.expectCalm();
  });

  it.each(['40"text"', '40null', '40[]', '40{'])('%s is none: the connection ends', async (frame) => {
    const raw = await RawConnection.open(server.url);
    raw.send(frame);
    await raw.untilClosed();
    await witness.expectCalm();
  });

  it('an event in front of it is not handled', async () => {
    const raw = await RawConnection.open(server.url);
    raw.send(`421["send_message",{"room_id":"${witness.room_id}","content":"no"}]`);
    await raw.untilClosed();
    expect(raw.frames.some((frame) => frame.startsWith('43'))).toBe(false);
    await witness.expectCalm();
  });
});

describe('the address of Socket.IO', () => {
  it.each<[string, string, string, Body?]>([
    ['an old protocol', 'GET', '?EIO=3&transport=polling'],
    ['no protocol', 'GET', '?transport=polling'],
    ['an unknown transport', 'GET', '?EIO=4&transport=pigeon'],
    ['no transport', 'GET', ''],
    ['an unknown session', 'GET', '?EIO=4&transport=polling&sid=nope'],
    ['a session that is a prototype', 'GET', '?EIO=4&transport=polling&sid=__proto__'],
    ['two sessions', 'GET', '?EIO=4&transport=polling&sid=a&sid=b'],
    ['two transports', 'GET', '?EIO=4&transport=polling&transport=websocket'],
    ['a post without a session', 'POST', '?EIO=4&transport=polling', 'x'],
    ['a delete', 'DELETE', '?EIO=4&transport=polling'],
    ['rubbish in percents', 'GET', '?EIO=4&transport=%ff%00%'],
    ['a WebSocket that is none', 'GET', '?EIO=4&transport=websocket'],
  ])('refuses %s', async (_name, method, query, body) => {
    const { status } = await fetch(`${server.url}/socket.io/${query}`, { method, body });
    expect([400, 403, 404, 405]).toContain(status);
    await witness.expectCalm();
  });

  it.each<[string, Body, number]>([
    ['rubbish', 'rubbish', 200],
    ['a huge body', 'x'.repeat(limits.packetSize + 1), 413],
    ['bytes', new Uint8Array([0xff, 0xfe, 0x00]), 200],
  ])('ends a polling session that posts %s', async (_name, body, status) => {
    const address = `${server.url}/socket.io/?EIO=4&transport=polling`;
    const opened = await (await fetch(address)).text();
    const { sid } = JSON.parse(opened.slice(1));
    const posted = await fetch(`${address}&sid=${sid}`, { method: 'POST', body });
    expect(posted.status).toBe(status);
    await witness.expectCalm();
  });
});
