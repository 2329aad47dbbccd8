import { expect, it } from 'vitest';
import type { OutgoingWebhook } from '../../src/contract/webhooks.js';
import { HookReceiver } from '../support/hook-receiver.js';
import { register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { processEnv } from '../support/server-process.js';
import { NodeProcess } from './node-process.js';

it('a server that is killed while it tells a webhook goes on where it was', async () => {
  const receiver = await HookReceiver.open();
  const node = await NodeProcess.start({
    ...processEnv(),
    OUTBOUND_LOOPBACK_PORTS: String(receiver.port),
    WEBHOOK_TIMEOUT_MS: '2000',
  });
  try {
    const amy = await register(node.url, 'amy');
    const { id } = await createRoom(amy);
    const path = `/rooms/${id}/webhooks/outgoing`;
    const { body } = await amy.api<{ webhook: OutgoingWebhook; secret: string }>('POST', path, {
      url: receiver.url,
    });
    receiver.secret = body.secret;
    const say = (content: string) => amy.api('POST', `/rooms/${id}/messages`, { content });

    receiver.answer = () => undefined;
    await say('one');
    await receiver.until((all) => all.length === 1, 'the first attempt');
    await Promise.all(['two', 'three'].map(say));
    await node.kill();
    receiver.fine();
    await node.start();

    await receiver.until((all) => all.length === 4, 'all of it');
    const prefix = `${body.webhook.id}-s`;
    expect(receiver.received.map((one) => one.id)).toEqual(['1', '1', '2', '3'].map((seq) => prefix + seq));
    expect(receiver.received.every(({ signed }) => signed)).toBe(true);
    expect(receiver.contents().slice(0, 2)).toEqual(['one', 'one']);
  } finally {
    await node.kill();
    await receiver.close();
  }
});
