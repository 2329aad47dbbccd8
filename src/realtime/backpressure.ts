import type { ParleySocket } from './socket-server.js';

/** What Engine.IO keeps of a packet that waits. */
interface Packet {
  data?: string | Buffer;
}

/** The WebSocket of a connection, as `ws` has it; none while it polls. */
interface Line {
  bufferedAmount: number;
  pause(): void;
  resume(): void;
  terminate(): void;
}

const PACKET_OVERHEAD = 100;

const lineOf = ({ conn }: ParleySocket): Line | undefined =>
  conn.transport.name === 'websocket' ? (conn.transport as unknown as { socket: Line }).socket : undefined;

/** What was written to a connection and has not left this process: in Engine.IO's queue, and in the WebSocket's. */
export const unsentBytes = (socket: ParleySocket): number => {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly Packet[] };
  let bytes = lineOf(socket)?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += (data?.length ?? 0) + PACKET_OVERHEAD;
  return bytes;
};

/** Without a goodbye, which would wait behind all that is not read. */
export const cut = (socket: ParleySocket): void => {
  const line = lineOf(socket);
  if (line) line.terminate();
  else socket.conn.close(true);
};

/** Reads nothing more of a connection for a while: the network holds its sender back. Who polls is sent away. */
export const holdBack = (socket: ParleySocket, ms: number): void => {
  const line = lineOf(socket);
  if (!line) return cut(socket);
  line.pause();
  setTimeout(() => line.resume(), ms).unref();
};
