/**
 * What Parley is compared with: Socket.IO and nothing else. No identity, no storage, no order: a message is given a number and sent to
 * everybody in its room. Its size is that of a message of Parley.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const user = { id: '0'.repeat(24), username: 'bench-0000', display_name: 'bench-0000', avatar_url: null };
const template = {
  ...{ id: '0'.repeat(24), kind: 'text', room_id: '', dm_id: null, seq: 0, rev: 0, client_id: null },
  ...{
    sender_id: user.id,
    sender: user,
    content: '',
    mentions: [],
    mentions_room: false,
    mentions_here: false,
  },
  ...{
    attachments: [],
    reactions: [],
    parent_id: null,
    reply_count: 0,
    last_reply_at: null,
    also_in_room: false,
  },
  ...{ edited: false, edited_at: null, deleted: false, pinned: false, link_previews: [] },
  ...{ forwarded_from: null, call: null, created_at: new Date().toISOString() },
};

const server = createServer();
const io = new Server(server, { serveClient: false, pingInterval: 20_000, pingTimeout: 15_000 });
let seq = 0;
io.on('connection', (socket) => {
  socket.join(socket.handshake.auth.rooms ?? []);
  socket.on('send_message', ({ room_id, content }, acknowledge) => {
    seq += 1;
    const message = { ...template, room_id, content, seq };
    acknowledge({ ok: true, message });
    io.to(room_id).emit('new_message', message);
  });
  socket.emit('ready', {});
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
