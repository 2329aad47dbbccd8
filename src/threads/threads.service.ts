import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { ConversationHeads } from '../access/conversation-heads.js';
import { type Membership, MembershipRepository } from '../access/membership.repository.js';
import { AppError } from '../common/errors/app-error.js';
import { limits } from '../contract/limits.js';
import type { getThread } from '../contract/messages.js';
import type { Input, Output } from '../contract/operation.js';
import type { followThread, ThreadState } from '../contract/threads.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import type { StoredMessage } from '../messages/message.js';
import { MessageMapper } from '../messages/message.mapper.js';
import { MessageRepository } from '../messages/message.repository.js';
import { ReplyRepository } from '../messages/reply.repository.js';
import { UserDirectory } from '../users/user-directory.js';
import { type FollowKey, FollowRepository } from './follow.repository.js';
import { belongs, causesOf, type Follow, positionOf, settled } from './follow.rules.js';
import { FollowsService } from './follows.service.js';
import { ThreadRepository } from './thread.repository.js';

type Target = Input<typeof followThread>;

interface Place {
  root: StoredMessage;
  /** The message that was named: the root, or a reply. */
  named: StoredMessage;
  membership: Membership;
  key: FollowKey;
}

/** One thread: what is in it, and what a reader has of it. */
@Injectable()
export class ThreadsService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly heads: ConversationHeads,
    private readonly messages: MessageRepository,
    private readonly replies: ReplyRepository,
    private readonly mapper: MessageMapper,
    private readonly directory: UserDirectory,
    private readonly follows: FollowRepository,
    private readonly keeper: FollowsService,
    private readonly threads: ThreadRepository,
    private readonly events: DomainEvents,
  ) {}

  async get(caller: Caller, input: Input<typeof getThread>): Promise<Output<typeof getThread>> {
    const { root, membership } = await this.locate(caller, input.message_id);
    const { limit } = input;
    const [before, after] = await Promise.all([
      this.seqOf(root.conversation.id, input.before),
      this.seqOf(root.conversation.id, input.after),
    ]);
    const [page, repliers, following] = await Promise.all([
      this.replies.page(root.id, { before, after }, limit + 1),
      this.replies.repliers([root.id], limits.threadParticipants),
      this.isFollowing(root, membership),
    ]);
    // The surplus reply, which only says that there are more, lies at the end that was read towards.
    const shown = after === undefined ? page.slice(-limit) : page.slice(0, limit);
    const [parent_message, replies, people] = await Promise.all([
      this.mapper.toMessage(root),
      this.mapper.toMessages(shown),
      this.directory.summaries([...new Set([root.sender_id, ...(repliers.get(root.id) ?? [])])]),
    ]);
    const participants = [...people.values()];
    return { parent_message, replies, participants, following, has_more: page.length > limit };
  }

  async follow(caller: Caller, { message_id }: Target): Promise<void> {
    const place = await this.locate(caller, message_id);
    const { root } = place;
    await this.threads.touch(root.conversation.id, { parent_id: root.id, last_at: root.created_at });
    await this.decide(place, true);
  }

  async unfollow(caller: Caller, { message_id }: Target): Promise<void> {
    await this.decide(await this.locate(caller, message_id), false);
  }

  async markRead(caller: Caller, { message_id }: Target): Promise<ThreadState> {
    const place = await this.locate(caller, message_id);
    await this.settledFollow(place);
    const moved = await this.follows.read(place.key, place.named.seq);
    const { root, named, key } = place;
    await this.events.emit('thread_read', {
      ...{ conversation: root.conversation, user_id: key.user_id },
      ...{ parent_id: root.id, seq: named.seq },
    });
    return moved ? this.tell(place) : this.state(place);
  }

  /** What the user did in the thread before, and is to count from there, is settled first. */
  private async decide(place: Place, following: boolean): Promise<void> {
    const known = await this.settledFollow(place);
    if (known?.following === following) return;
    const { seq } = await this.heads.readOne(place.root.conversation);
    await this.follows.decide(place.key, following, seq);
    await this.tell(place);
  }

  private async settledFollow({ root, membership }: Place): Promise<Follow | null> {
    const known = await this.follows.find(membership.user_id, root.id);
    if (belongs(known, membership) && known.following) return known;
    await this.keeper.settle(root, membership);
    return this.follows.find(membership.user_id, root.id);
  }

  private async state({ root, membership }: Place): Promise<ThreadState> {
    const follow = await this.follows.find(membership.user_id, root.id);
    if (!belongs(follow, membership) || !follow.following) {
      return { message_id: root.id, following: false, unread_count: 0 };
    }
    const position = { parent_id: root.id, seq: positionOf(follow) };
    const unread = await this.replies.unread(membership.user_id, [position]);
    return { message_id: root.id, following: true, unread_count: unread.get(root.id) ?? 0 };
  }

  private async tell(place: Place): Promise<ThreadState> {
    const state = await this.state(place);
    const { conversation } = place.root;
    await this.events.emit('thread_updated', { conversation, user_id: place.membership.user_id, ...state });
    return state;
  }

  /** Derived from the replies where no row says so: what somebody did a moment ago is perhaps not written down yet. */
  private async isFollowing(root: StoredMessage, membership: Membership): Promise<boolean> {
    const known = await this.follows.find(membership.user_id, root.id);
    if (belongs(known, membership) && known.following) return true;
    const causes = causesOf(root, await this.replies.tracesIn(root.id, membership.user_id))
      .filter(({ user_id }) => user_id === membership.user_id)
      .map(({ cause }) => cause);
    return settled(known, causes, membership)?.following ?? false;
  }

  /** The thread that a message hangs in, or that hangs on it, when the caller may read it. */
  private async locate(caller: Caller, messageId: string): Promise<Place> {
    const named = await this.messages.get(messageId);
    const { conversation } = await this.access.requireMessage(caller, 'read', named.conversation);
    const [root, membership] = await Promise.all([
      named.parent_id === null ? named : this.messages.get(named.parent_id),
      this.memberships.find(conversation.id, caller.id),
    ]);
    if (!membership) throw new AppError('not_a_member');
    const { joined_at } = membership;
    const key = { user_id: caller.id, parent_id: root.id, conversation_id: conversation.id, joined_at };
    return { root, named, membership, key };
  }

  private async seqOf(conversationId: string, messageId: string | undefined): Promise<number | undefined> {
    if (messageId === undefined) return undefined;
    return (await this.messages.getIn(conversationId, messageId)).seq;
  }
}
