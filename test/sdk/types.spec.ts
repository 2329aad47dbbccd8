import { describe, expectTypeOf, it } from 'vitest';
import type { ParleyClient } from '../../sdk/src/client.js';
import type { Input, Output, Payload } from '../../sdk/src/contract.js';
import type { ParleyError } from '../../sdk/src/errors.js';
import type * as sdk from '../../sdk/src/generated/contract.js';
import type { Message } from '../../src/contract/message.js';
import type { Problem } from '../../src/contract/problem.js';

// What must not compile stands in functions that nobody calls: `npm run check` fails where an expected error is none.
const room_id = '0'.repeat(24);

const refused = (client: ParleyClient): unknown[] => [
  // @ts-expect-error: a message needs a place
  client.emit('send_message', { content: 'hello' }),
  // @ts-expect-error: and only one
  client.emit('send_message', { room_id, dm_id: room_id, content: 'hello' }),
  // @ts-expect-error: no such event
  client.emit('send_mesage', { room_id, content: 'hello' }),
  // @ts-expect-error: no such field
  client.emit('send_message', { room_id, content: 'hello', contents: '' }),
  // @ts-expect-error: another type
  client.emit('add_reaction', { message_id: 7, emoji: '👍' }),
  // @ts-expect-error: no such word
  client.api.createRoom({ name: 'Design', type: 'secret' }),
  // @ts-expect-error: a field is missing
  client.api.createRoom({ type: 'public' }),
  // @ts-expect-error: there is something to say
  client.api.createRoom(),
  // @ts-expect-error: no such operation
  client.api.makeRoom({ name: 'Design', type: 'public' }),
  // @ts-expect-error: it takes nothing
  client.api.getMe({ id: room_id }),
  // @ts-expect-error: no such event of the server
  client.on('message_new', () => undefined),
  // @ts-expect-error: its payload has no such field
  client.on('new_message', ({ contents }) => contents),
  // @ts-expect-error: typing goes over sockets only
  client.call('typing_start', { room_id }),
];

const accepted = (client: ParleyClient): unknown[] => [
  client.emit('send_message', { room_id, content: 'hello' }),
  client.emit('send_message', { user_id: room_id, content: 'hello', client_id: 'one' }),
  client.emit('sync', { conversations: [{ room_id, after_seq: 3 }, { dm_id: room_id }] }),
  client.api.createRoom({ name: 'Design', type: 'public' }),
  client.api.getMe(),
  client.api.listRooms(),
  client.api.uploadFile({ file: new Blob(['hello']) }),
  client.call('list_messages', { room_id, limit: 20 }),
  client.api.listMessages({ dm_id: room_id, around: room_id }),
  client.on('new_message', ({ content }) => content.length),
];

describe('the types of the SDK', () => {
  it('refuse a wrong payload and take a right one', () => {
    expectTypeOf(refused).toBeFunction();
    expectTypeOf(accepted).toBeFunction();
  });

  it('say the same as the contract', () => {
    expectTypeOf<sdk.Message>().toEqualTypeOf<Message>();
    expectTypeOf<Payload<'new_message'>>().toEqualTypeOf<Message>();
    expectTypeOf<sdk.Problem['code']>().toEqualTypeOf<Problem['code']>();
  });

  it('know the answers and the failures of operations', () => {
    expectTypeOf<Output<'create_room'>>().toHaveProperty('room').toEqualTypeOf<sdk.Room>();
    expectTypeOf<Output<'delete_room'>>().toEqualTypeOf<undefined>();
    expectTypeOf<Input<'get_room'>>().toEqualTypeOf<{ room_id: string }>();
    expectTypeOf<'send_expired'>().toExtend<ParleyError['code']>();
    expectTypeOf<'room_not_found'>().toExtend<sdk.Operations['get_room']['errors']>();
  });
});
