/** Events as Socket.IO, Engine.IO and WebSocket write them, encoded once for however many sockets get them. */

/** Engine.IO's packet type `message`, which Socket.IO's packets travel in. */
const MESSAGE_PACKET = '4';
const FINAL_TEXT = 0x81;

/** An event as Socket.IO's packet; `json` is its payload. */
export const packetOf = (event: string, json: string): string => `2["${event}",${json}]`;

/** A packet as one WebSocket frame (RFC 6455, 5.2): its head and its bytes. */
export const frameOf = (packet: string): [Buffer, Buffer] => {
  const data = Buffer.from(MESSAGE_PACKET + packet);
  if (data.length < 126) return [Buffer.from([FINAL_TEXT, data.length]), data];
  const isLong = data.length > 0xffff;
  const head = Buffer.alloc(isLong ? 10 : 4);
  head[0] = FINAL_TEXT;
  head[1] = isLong ? 127 : 126;
  if (isLong) head.writeUIntBE(data.length, 4, 6);
  else head.writeUInt16BE(data.length, 2);
  return [head, data];
};
