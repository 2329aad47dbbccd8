import { Injectable } from '@nestjs/common';
import { type Membership, MembershipRepository } from '../access/membership.repository.js';
import type { Message } from '../contract/message.js';
import { DomainEvents } from '../events/domain-events.js';
import { HeadService, type Stretch } from '../messages/head.service.js';
import type { StoredMessage } from '../messages/message.js';
import { MessageRepository } from '../messages/message.repository.js';
import { MessageTraces } from '../messages/message-traces.js';
import { ReplyRepository, type ThreadTrace } from '../messages/reply.repository.js';
import { FollowRepository, type FollowWrite } from './follow.repository.js';
import { causesOf, mergedTraces, startOf, stepOf } from './follow.rules.js';
import { ThreadRepository } from './thread.repository.js';

/** A sweep may find many threads, after a long time of nobody looking. */
const THREADS_AT_ONCE = 20;

/**
 * Who follows a thread without having asked: who started it, who replies, who is mentioned in it. Written after the
 * acknowledgement, from what is stored: by the node that stored the reply, and once more by the next sweep of any node, in
 * case that node did not live to do it. Each step is idempotent and says nothing that a later decision of the user undid.
 */
@Injectable()
export class FollowsService {
  /** What is to be learnt of a thread and has not begun, and what has. */
  private readonly waiting = new Map<string, { traces: ThreadTrace[]; done: Promise<void> }>();
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly memberships: MembershipRepository,
    private readonly messages: MessageRepository,
    private readonly replies: ReplyRepository,
    private readonly follows: FollowRepository,
    private readonly threads: ThreadRepository,
    heads: HeadService,
    events: DomainEvents,
    traces: MessageTraces,
  ) {
    traces.register(async (_, ids) => {
      await Promise.all([this.follows.removeThreads(ids), this.threads.removeThese(ids)]);
    });
    events.on('messages_created', ({ messages: created }) => this.learn(created.flatMap(tracesOf)));
    // An edit that mentions somebody anew.
    events.on('message_changed', ({ kind, message }) =>
      kind === 'edited' ? this.learn(tracesOf(message)) : undefined,
    );
    events.on('room_deleted', ({ room_id }) => this.remove(room_id));
    heads.onReplied((stretches) => this.catchUp(stretches));
  }

  /** What one user is to follow of one thread, at once: before they decide on it or read on in it. */
  async settle(root: StoredMessage, membership: Membership): Promise<void> {
    const traces = await this.replies.tracesIn(root.id, membership.user_id);
    await this.write(root, traces, [membership]);
  }

  private async catchUp(stretches: Stretch[]): Promise<void> {
    const groups = [...byThread(await this.replies.tracesOf(stretches))];
    for (let at = 0; at < groups.length; at += THREADS_AT_ONCE) {
      const some = groups.slice(at, at + THREADS_AT_ONCE);
      await Promise.all(some.map(([parentId, traces]) => this.queue(parentId, traces)));
    }
  }

  private async learn(traces: ThreadTrace[]): Promise<void> {
    await Promise.all([...byThread(traces)].map(([parentId, some]) => this.queue(parentId, some)));
  }

  /**
   * One after the other in each thread; what comes meanwhile goes as one. A hundred replies at once would else be a hundred
   * writes of the same rows, which wait for each other until the database ends some.
   */
  private queue(parentId: string, traces: ThreadTrace[]): Promise<void> {
    const waiting = this.waiting.get(parentId);
    if (waiting) {
      waiting.traces.push(...traces);
      return waiting.done;
    }
    const batch = [...traces];
    const before = this.running.get(parentId) ?? Promise.resolve();
    const done = before
      .catch(() => undefined)
      .then(() => {
        this.waiting.delete(parentId);
        return this.learnOf(parentId, mergedTraces(batch));
      })
      .finally(() => {
        if (this.running.get(parentId) === done) this.running.delete(parentId);
      });
    this.waiting.set(parentId, { traces: batch, done });
    this.running.set(parentId, done);
    return done;
  }

  private async learnOf(parentId: string, traces: ThreadTrace[]): Promise<void> {
    const root = await this.messages.byId(parentId);
    if (!root) return;
    const { id } = root.conversation;
    const last = traces.filter(({ by }) => by === 'reply').map(({ last_at }) => last_at.getTime());
    const users = new Set([root.sender_id, ...traces.map(({ user_id }) => user_id)]);
    if (last.length > 0) {
      await this.threads.touch(id, { parent_id: parentId, last_at: new Date(Math.max(...last)) });
    }
    await this.write(root, traces, await this.memberships.among(id, [...users]));
  }

  private async write(root: StoredMessage, traces: ThreadTrace[], members: Membership[]): Promise<void> {
    const memberOf = new Map(members.map((member) => [member.user_id, member]));
    const known = new Map(
      (await this.follows.among([...memberOf.keys()], root.id)).map((follow) => [follow.user_id, follow]),
    );
    const writes = causesOf(root, traces).flatMap(({ user_id, cause }): FollowWrite[] => {
      const member = memberOf.get(user_id);
      const step = member ? stepOf(known.get(user_id), cause, member) : null;
      if (!member || !step) return [];
      const key = { user_id, parent_id: root.id, conversation_id: root.conversation.id };
      return [{ ...key, joined_at: member.joined_at, step, cause, from_seq: startOf(cause, member) }];
    });
    await this.follows.apply(writes);
  }

  private async remove(roomId: string): Promise<void> {
    await Promise.all([this.follows.removeAll(roomId), this.threads.removeAll(roomId)]);
  }
}

const byThread = (traces: ThreadTrace[]): Map<string, ThreadTrace[]> => {
  const groups = new Map<string, ThreadTrace[]>();
  for (const trace of traces) {
    const group = groups.get(trace.parent_id);
    if (group) group.push(trace);
    else groups.set(trace.parent_id, [trace]);
  }
  return groups;
};

const tracesOf = ({ parent_id, sender_id, mentions, seq, created_at }: Message): ThreadTrace[] => {
  if (parent_id === null) return [];
  const trace = { parent_id, first: seq, last: seq, last_at: new Date(created_at) };
  return [
    { ...trace, user_id: sender_id, by: 'reply' },
    ...mentions.map((user_id): ThreadTrace => ({ ...trace, user_id, by: 'mention' })),
  ];
};
