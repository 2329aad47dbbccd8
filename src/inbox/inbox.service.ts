import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessService, placeOf } from '../access/access.service.js';
import { type Membership, MembershipRepository } from '../access/membership.repository.js';
import { AppError } from '../common/errors/app-error.js';
import type { Head as HeadShown, markRead, markUnread } from '../contract/inbox.js';
import { limits } from '../contract/limits.js';
import type { Input, Output } from '../contract/operation.js';
import { contractVersion } from '../contract/version.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import type { Head } from '../messages/head.repository.js';
import { HeadService } from '../messages/head.service.js';
import type { StoredMessage } from '../messages/message.js';
import { MessageRepository } from '../messages/message.repository.js';
import { PreferenceDirectory } from '../preferences/preference-directory.js';
import { Broadcaster } from '../realtime/broadcaster.js';
import { ConnectionService } from '../realtime/connection.service.js';
import { conversationRoom, type ParleySocket, SocketServer } from '../realtime/socket-server.js';
import { StreamService } from '../realtime/stream.service.js';
import { UsersService } from '../users/users.service.js';
import { CountersService } from './counters.service.js';
import { PositionRepository } from './position.repository.js';

/** What a reader has before them: where conversations stand, and what of them is unread. */
@Injectable()
export class InboxService implements OnModuleInit {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly positions: PositionRepository,
    private readonly counters: CountersService,
    private readonly messages: MessageRepository,
    private readonly heads: HeadService,
    private readonly streams: StreamService,
    private readonly sockets: SocketServer,
    private readonly broadcaster: Broadcaster,
    private readonly connections: ConnectionService,
    private readonly users: UsersService,
    private readonly preferences: PreferenceDirectory,
    private readonly events: DomainEvents,
  ) {}

  onModuleInit(): void {
    this.connections.welcomeWith((socket, memberships) => this.welcome(socket, memberships));
    this.events.on('room_deleted', ({ room_id }) => this.positions.removeRoom(room_id));
    this.heads.onMoved((heads) => void this.tellMoved(heads));
  }

  async markRead(caller: Caller, input: Input<typeof markRead>): Promise<Output<typeof markRead>> {
    const { membership, message } = await this.locate(caller, input);
    const { seq, top, id } = message;
    const moved = await this.positions.forward(caller.id, membership, { seq, top, message_id: id });
    const counters = await this.tellReader(caller.id, membership);
    if (moved) await this.tellMembers(caller.id, membership.conversation, message);
    await this.events.emit('conversation_read', {
      ...{ conversation: membership.conversation, user_id: caller.id },
      seq,
    });
    return counters;
  }

  async markUnread(caller: Caller, input: Input<typeof markUnread>): Promise<Output<typeof markUnread>> {
    const { membership, message } = await this.locate(caller, input);
    const before = { seq: message.seq - 1, top: message.parent_id === null ? message.top - 1 : message.top };
    await this.positions.set(caller.id, membership, { ...before, message_id: message.id });
    return this.tellReader(caller.id, membership);
  }

  /** Sent after the subscriptions stand: a head that is read before them could miss what comes between. */
  private async welcome(socket: ParleySocket, memberships: Membership[]): Promise<void> {
    const { caller } = socket.data;
    const [{ user }, standings] = await Promise.all([
      this.users.me(caller),
      this.counters.of(caller.id, memberships),
    ]);
    const heads = memberships.flatMap(({ conversation }) => {
      const standing = standings.get(conversation.id);
      if (!standing) return [];
      const { head, unread_count, mention_count } = standing;
      this.streams.begin(conversation.id, head);
      return [{ ...shown(conversation, head), unread_count, mention_count }];
    });
    socket.emit('ready', {
      user,
      server_time: new Date().toISOString(),
      contract_version: contractVersion,
      heads,
    });
  }

  private async locate(
    caller: Caller,
    input: Input<typeof markRead>,
  ): Promise<{ membership: Membership; message: StoredMessage }> {
    const { conversation } = await this.access.require(caller, 'read', input);
    const [membership, message] = await Promise.all([
      this.memberships.find(conversation.id, caller.id),
      this.messages.byId(input.message_id),
    ]);
    if (!membership) throw new AppError('not_a_member');
    if (message?.conversation.id !== conversation.id) throw new AppError('message_not_found');
    return { membership, message };
  }

  private async tellReader(userId: string, membership: Membership): Promise<Output<typeof markRead>> {
    const { head, unread_count, mention_count } = await this.counters.one(userId, membership);
    const counters = { unread_count, mention_count };
    await this.broadcaster.toUser(userId, 'unread_update', {
      ...placeOf(membership.conversation),
      ...counters,
      last_seq: head.seq,
    });
    return counters;
  }

  /** In a big room a receipt for each reader of each message would be a storm: there `GET …/receipts` answers. */
  private async tellMembers(
    userId: string,
    conversation: ConversationRef,
    { id, seq }: StoredMessage,
  ): Promise<void> {
    if (!(await this.preferences.ofOne(userId)).receipts) return;
    const members = await this.memberships.count(conversation.id);
    if (conversation.type === 'room' && members > limits.receiptBroadcastMembers) return;
    const receipt = { user_id: userId, message_id: id, seq, read_at: new Date().toISOString() };
    await this.broadcaster.toReceiptReaders(conversation.id, 'message_read', {
      ...placeOf(conversation),
      ...receipt,
    });
  }

  /** The slow beat of `heads`, to the sockets of this node; every node beats for its own. */
  private async tellMoved(heads: Map<string, Head>): Promise<void> {
    for (const [id, head] of heads) {
      const type = this.streams.typeOf(id);
      if (type) this.sockets.emit(conversationRoom(id), 'heads', { heads: [shown({ id, type }, head)] });
    }
  }
}

const shown = (conversation: ConversationRef, head: Head): HeadShown => ({
  ...placeOf(conversation),
  last_seq: head.seq,
  last_rev: head.rev,
});
