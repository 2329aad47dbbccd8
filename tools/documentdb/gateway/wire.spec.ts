import { serialize } from 'bson';
import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES, MessageReader, parseRequest, replyHeader, WireError } from './wire.mjs';

function opMsg(sections: Uint8Array[], { flags = 0, requestId = 7, trailer = Buffer.alloc(0) } = {}): Buffer {
  const payload = Buffer.concat([...sections, trailer]);
  const head = Buffer.alloc(20);
  head.writeInt32LE(20 + payload.length, 0);
  head.writeInt32LE(requestId, 4);
  head.writeInt32LE(2013, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, payload]);
}

const body = (document: object) => Buffer.concat([Buffer.from([0]), serialize(document)]);

function sequence(name: string, documents: object[]): Buffer {
  const content = Buffer.concat([
    Buffer.from(`${name}\0`),
    ...documents.map((document) => serialize(document)),
  ]);
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeInt32LE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

describe('MessageReader', () => {
  const one = opMsg([body({ ping: 1 })]);
  const two = opMsg([body({ insert: 'a' }), sequence('documents', [{ _id: 1 }, { _id: 2 }])]);

  it('joins a message that comes byte by byte', () => {
    const reader = new MessageReader();
    const seen = [...one].flatMap((_, at) => reader.push(one.subarray(at, at + 1)));
    expect(seen).toEqual([one]);
  });

  it('cuts several messages out of one packet', () => {
    expect(new MessageReader().push(Buffer.concat([one, two, one]))).toEqual([one, two, one]);
  });

  it.each([1, 2, 3, 5, 17, 19, 64])('gives the same messages for packets of %i bytes', (size) => {
    const all = Buffer.concat([one, two, two, one]);
    const reader = new MessageReader();
    const seen: Buffer[] = [];
    for (let at = 0; at < all.length; at += size) seen.push(...reader.push(all.subarray(at, at + size)));
    expect(seen).toEqual([one, two, two, one]);
  });

  it.each([0, 15, -1, MAX_MESSAGE_BYTES + 1])('refuses a length of %i', (length) => {
    const head = Buffer.alloc(16);
    head.writeInt32LE(length, 0);
    expect(() => new MessageReader().push(head)).toThrow(WireError);
  });
});

describe('parseRequest', () => {
  it('reads body and document sequences', () => {
    const request = parseRequest(
      opMsg([sequence('documents', [{ _id: 1 }, { _id: 2 }]), body({ insert: 'a' })]),
    );
    expect(request.requestId).toBe(7);
    expect(request.body).toEqual(Buffer.from(serialize({ insert: 'a' })));
    expect(request.sequences.get('documents')).toEqual(
      Buffer.concat([serialize({ _id: 1 }), serialize({ _id: 2 })]),
    );
    expect(request.expectsReply).toBe(true);
  });

  it('skips a checksum', () => {
    const request = parseRequest(
      opMsg([body({ ping: 1 })], { flags: 1, trailer: Buffer.from([1, 2, 3, 4]) }),
    );
    expect(request.body).toEqual(Buffer.from(serialize({ ping: 1 })));
  });

  it('sees that no reply is wanted', () => {
    expect(parseRequest(opMsg([body({ ping: 1 })], { flags: 2 })).expectsReply).toBe(false);
  });

  it('reads the legacy hello', () => {
    const head = Buffer.alloc(20);
    head.writeInt32LE(2004, 12);
    const message = Buffer.concat([
      head,
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      serialize({ isMaster: 1 }),
    ]);
    message.writeInt32LE(message.length, 0);
    const request = parseRequest(message);
    expect(request).toMatchObject({ legacy: true, expectsReply: true });
    expect(request.body).toEqual(Buffer.from(serialize({ isMaster: 1 })));
  });

  it.each([
    ['an unknown flag', opMsg([body({ ping: 1 })], { flags: 4 })],
    ['an unknown section', opMsg([Buffer.concat([Buffer.from([2]), serialize({})])])],
    ['two bodies', opMsg([body({ ping: 1 }), body({ ping: 1 })])],
    ['no body', opMsg([])],
    ['a section longer than its message', opMsg([Buffer.from([0, 99, 0, 0, 0, 0])])],
  ])('refuses %s', (_, message) => {
    expect(() => parseRequest(message)).toThrow(WireError);
  });

  it('refuses other operations', () => {
    const message = opMsg([body({ ping: 1 })]);
    message.writeInt32LE(2012, 12);
    expect(() => parseRequest(message)).toThrow('operation 2012 is not supported');
  });
});

describe('replyHeader', () => {
  it('answers the request in its own form', () => {
    const reply = serialize({ ok: 1 });
    const head = replyHeader(parseRequest(opMsg([body({ ping: 1 })])), reply);
    expect([head.readInt32LE(0), head.readInt32LE(8), head.readInt32LE(12), head.length]).toEqual([
      21 + reply.length,
      7,
      2013,
      21,
    ]);
    const legacy = replyHeader(
      { requestId: 3, body: Buffer.alloc(0), sequences: new Map(), legacy: true, expectsReply: true },
      reply,
    );
    expect([
      legacy.readInt32LE(0),
      legacy.readInt32LE(8),
      legacy.readInt32LE(12),
      legacy.readInt32LE(32),
    ]).toEqual([36 + reply.length, 3, 1, 1]);
  });
});
