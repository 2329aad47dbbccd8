import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';

const REQUEST = Buffer.from([0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xa4, 0x42]);
const SUCCESS = 0x0101;
/** A datagram can be lost. */
const EVERY_MS = 500;

/** A binding request (RFC 8489), as a browser sends it before a call. */
export const bind = ({ host, port }: { host: string; port: number }, withinMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const id = randomBytes(12);
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    const ask = () => socket.send(Buffer.concat([REQUEST, id]), port, host, (error) => error && end(error));
    const again = setInterval(ask, EVERY_MS);
    const giveUp = setTimeout(() => end(new Error('no answer')), withinMs);
    const end = (error?: Error | null): void => {
      clearInterval(again);
      clearTimeout(giveUp);
      socket.removeAllListeners('message').close();
      if (error) reject(error);
      else resolve();
    };
    socket.once('error', end);
    socket.on('message', (answer) => {
      if (answer.length >= 20 && answer.readUInt16BE() === SUCCESS && answer.subarray(8, 20).equals(id))
        end();
    });
    ask();
  });
