import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

export interface Clamd {
  address: string;
  /** How many bytes it was asked about. */
  seen: number;
  close(): void;
}

/** Speaks INSTREAM as a ClamAV daemon does, and knows one virus by its text. */
export const startClamd = async (virus: string, maxSize = 10_000_000): Promise<Clamd> => {
  const clamd: Clamd = { address: '', seen: 0, close: () => undefined };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    let content = Buffer.alloc(0);
    const command = Buffer.from('zINSTREAM\0');
    const answer = (text: string) => socket.end(`${text}\0`);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data as Buffer]);
      if (received.subarray(0, command.length).equals(command)) received = received.subarray(command.length);
      while (received.length >= 4) {
        const length = received.readUInt32BE();
        if (length === 0) return answer(content.includes(virus) ? 'stream: Test.Virus FOUND' : 'stream: OK');
        if (content.length + length > maxSize) return answer('INSTREAM size limit exceeded. ERROR');
        if (received.length < 4 + length) return undefined;
        content = Buffer.concat([content, received.subarray(4, 4 + length)]);
        clamd.seen += length;
        received = received.subarray(4 + length);
      }
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  clamd.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  clamd.close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return clamd;
};
