/** Sends as fast as the line takes it, whatever the server says: node flood.mjs URL TOKEN ROOM. */
import { io } from 'socket.io-client';

const [url = '', token, room_id] = process.argv.slice(2);
const AHEAD = 500;
const socket = io(url, { auth: { token }, transports: ['websocket'], reconnectionDelay: 10 });
const counts = { answered: 0, refused: 0 };
let open = 0;
let told = false;

const send = () => {
  open += 1;
  socket.emit('send_message', { room_id, content: 'flood' }, (/** @type {{ ok: boolean }} */ answer) => {
    open -= 1;
    counts.answered += 1;
    if (!answer.ok) counts.refused += 1;
    if (!answer.ok && !told) {
      told = true;
      process.send?.('refused');
    }
  });
};
socket.on('disconnect', () => {
  open = 0;
});
setInterval(() => {
  while (socket.connected && open < AHEAD) send();
}, 1);
process.on('message', () => process.send?.(counts));
