import { WebSocket } from 'ws';

/** A connection that is signed in, and never reads again. */
export const deafLine = async ({ url, token }: { url: string; token: string }): Promise<WebSocket> => {
  const line = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  await new Promise<void>((resolve) => {
    line.on('error', () => resolve());
    line.on('open', () => line.send(`40${JSON.stringify({ token })}`));
    line.on('message', (data) => String(data).startsWith('42["ready"') && resolve());
    line.on('close', () => resolve());
  });
  line.pause();
  return line;
};
