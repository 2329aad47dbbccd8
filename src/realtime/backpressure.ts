import type { ParleyServer, ParleySocket } from './socket-server.js';

/** What Engine.IO keeps of a packet that waits. */
interface Packet {
  data?: string | Buffer;
  /** What goes out in place of `data`, where it was made beforehand. */
  options?: { wsPreEncodedFrame?: readonly Buffer[] };
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
  for (const packet of writeBuffer) bytes += sizeOf(packet) + PACKET_OVERHEAD;
  return bytes;
};

const sizeOf = ({ data, options }: Packet): number =>
  options?.wsPreEncodedFrame?.reduce((sum, { length }) => sum + length, 0) ?? data?.length ?? 0;

/** Bytes that wait on this node for clients that read slowly: of all together, and of the slowest. */
export const bytesWaiting = (io: ParleyServer): { together: number; most: number } => {
  const waiting = { together: 0, most: 0 };
  for (const socket of io.of('/').sockets.values()) {
    const bytes = unsentBytes(socket);
    waiting.together += bytes;
    waiting.most = Math.max(waiting.most, bytes);
  }
  return waiting;
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
