import { Injectable, type OnModuleInit } from '@nestjs/common';
import { placeOf } from '../access/access.service.js';
import { ConversationHeads, emptyHead } from '../access/conversation-heads.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { ClusterBus } from './cluster-bus.js';
import { conversationRoom, type ParleySocket, SocketServer, sessionRoom, userRoom } from './socket-server.js';
import { StreamService } from './stream.service.js';

/** Sockets follow the memberships of their user, on every node. A node listens on Redis to what its sockets follow. */
@Injectable()
export class SubscriptionService implements OnModuleInit {
  constructor(
    private readonly sockets: SocketServer,
    private readonly streams: StreamService,
    private readonly bus: ClusterBus,
    private readonly heads: ConversationHeads,
    events: DomainEvents,
  ) {
    events.everywhere('member_joined', ({ conversation, user }) => this.joined(conversation, [user.id]));
    events.everywhere('room_created', ({ room, member_ids }) =>
      this.made({ id: room.id, type: 'room' }, member_ids),
    );
    events.everywhere('dm_created', ({ conversation, user_ids }) => this.made(conversation, user_ids));
    events.everywhere('member_left', ({ conversation, user_id }) => this.left(conversation.id, user_id));
    events.everywhere('room_deleted', ({ room_id }) =>
      this.sockets.io.in(conversationRoom(room_id)).socketsLeave(conversationRoom(room_id)),
    );
  }

  onModuleInit(): void {
    this.sockets.io.of('/').adapter.on('delete-room', (room: string) => {
      if (!room.startsWith('c:') && !room.startsWith('u:')) return;
      if (room.startsWith('c:')) this.streams.close(room.slice(2));
      this.bus.unsubscribe(room);
    });
  }

  /** First of all: what is meant for the user or the session must reach the socket from here on. */
  async attachUser(socket: ParleySocket): Promise<void> {
    const { id, session_id } = socket.data.caller;
    if (socket.disconnected) return;
    void socket.join([userRoom(id), sessionRoom(session_id)]);
    await this.bus.subscribe(userRoom(id));
  }

  /** Subscribes a socket. The heads are to be read after this resolves, never before. */
  async attach(socket: ParleySocket, conversations: ConversationRef[]): Promise<void> {
    if (socket.disconnected) return;
    const fresh = conversations.filter((conversation) => this.streams.open(conversation));
    void socket.join(conversations.map(({ id }) => conversationRoom(id)));
    await this.bus.subscribe(...fresh.map(({ id }) => conversationRoom(id)));
  }

  /** Whether a socket of the user on this node is subscribed. */
  follows(conversationId: string, userId: string): boolean {
    const { rooms } = this.sockets.io.of('/').adapter;
    const subscribed = rooms.get(conversationRoom(conversationId));
    return [...(rooms.get(userRoom(userId)) ?? [])].some((socket) => subscribed?.has(socket));
  }

  /** Subscribes sockets that were not told of a membership, and tells them by `heads` where the conversation stands. */
  async ensureJoined(conversation: ConversationRef, userId: string): Promise<void> {
    const { rooms } = this.sockets.io.of('/').adapter;
    const subscribed = rooms.get(conversationRoom(conversation.id));
    const missing = [...(rooms.get(userRoom(userId)) ?? [])].filter((socket) => !subscribed?.has(socket));
    if (missing.length === 0) return;
    await this.joined(conversation, [userId]);
    const { seq, rev } = await this.heads.readOne(conversation);
    const head = { ...placeOf(conversation), last_seq: seq, last_rev: rev };
    for (const socket of missing) this.sockets.emit(socket, 'heads', { heads: [head] });
  }

  /** The same the other way round. */
  ensureLeft(conversation: ConversationRef, userId: string): void {
    if (conversation.type === 'room') {
      this.sockets.emit(userRoom(userId), 'member_left', { room_id: conversation.id, user_id: userId });
    }
    this.left(conversation.id, userId);
  }

  /** Begins streams whose head could not be read when they were opened. */
  async beginLate(): Promise<void> {
    const late = this.streams.waiting();
    const heads = await this.heads.read(late);
    for (const { id } of late) this.streams.begin(id, heads.get(id) ?? emptyHead);
  }

  private async joined(conversation: ConversationRef, userIds: string[]): Promise<void> {
    const users = this.present(userIds);
    if (users.length === 0) return;
    const fresh = this.streams.open(conversation);
    this.sockets.io.in(users).socketsJoin(conversationRoom(conversation.id));
    if (!fresh) return;
    await this.bus.subscribe(conversationRoom(conversation.id));
    this.streams.begin(conversation.id, await this.heads.readOne(conversation));
  }

  /**
   * Who is in a conversation from its beginning gets all that is said in it live. What was said while this node was
   * getting to know of it, here or on the node that made it, is read and told: the first message of a DM follows at once.
   */
  private async made(conversation: ConversationRef, userIds: string[]): Promise<void> {
    const users = this.present(userIds);
    if (users.length === 0) return;
    this.streams.open(conversation);
    this.sockets.io.in(users).socketsJoin(conversationRoom(conversation.id));
    this.streams.begin(conversation.id, { seq: 0, rev: 0 });
    await this.bus.subscribe(conversationRoom(conversation.id));
    this.streams.catchUp(conversation.id, await this.heads.readOne(conversation));
  }

  /** The rooms of those of these users who have sockets on this node. */
  private present(userIds: string[]): string[] {
    return userIds.map(userRoom).filter((room) => this.sockets.io.of('/').adapter.rooms.has(room));
  }

  private left(conversationId: string, userId: string): void {
    this.sockets.io.in(userRoom(userId)).socketsLeave(conversationRoom(conversationId));
  }
}
