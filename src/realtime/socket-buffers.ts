import type { ParleyServer } from './socket-server.js';

/** What Engine.IO holds of a connection: packets that wait their turn, and a WebSocket with bytes that the network did not take. */
interface Held {
  writeBuffer: { data?: string | Buffer }[];
  transport: { socket?: { bufferedAmount?: number } };
}

/** Bytes that wait on this node for clients that read slowly: of all together, and of the slowest. */
export const bytesWaiting = (io: ParleyServer): { together: number; most: number } => {
  let together = 0;
  let most = 0;
  for (const { conn } of io.of('/').sockets.values()) {
    const { writeBuffer, transport } = conn as unknown as Held;
    const packets = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
    const bytes = packets + (transport.socket?.bufferedAmount ?? 0);
    together += bytes;
    most = Math.max(most, bytes);
  }
  return { together, most };
};
