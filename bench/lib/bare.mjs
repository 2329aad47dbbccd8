/**
 * What Parley is compared with: Socket.IO and nothing else. No identity, no storage: a message is given the next number of its
 * room, acknowledged, and sent to everybody in the room. What it sends is as large as what Parley sends.
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
/** @type {Map<string, number>} */
const seqs = new Map();
io.on('connection', (socket) => {
  const { rooms = [], user_id } = socket.handshake.auth;
  socket.join(rooms);
  socket.on('send_message', ({ room_id, content }, acknowledge) => {
    const seq = (seqs.get(room_id) ?? 0) + 1;
    seqs.set(room_id, seq);
    const message = { ...template, room_id, content, seq };
    acknowledge({ ok: true, message });
    io.to(room_id).emit('new_message', message);
  });
  socket.on('typing_start', ({ room_id }, acknowledge) => {
    acknowledge({ ok: true });
    socket
      .to(room_id)
      .emit('user_typing', { user_id, username: user.username, room_id, dm_id: null, expires_in_ms: 3_000 });
  });
  socket.on('presence_subscribe', ({ user_ids }, acknowledge) => {
    socket.join(user_ids.map((/** @type {string} */ id) => `p:${id}`));
    acknowledge({ ok: true });
  });
  socket.on('set_status', ({ state, text, emoji }, acknowledge) => {
    acknowledge({ ok: true });
    const presence = { user_id, status: state, last_seen_at: template.created_at, text, emoji };
    io.to(`p:${user_id}`).emit('presence_update', presence);
  });
  socket.emit('ready', {});
});
process.once('disconnect', () => process.exit());
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
