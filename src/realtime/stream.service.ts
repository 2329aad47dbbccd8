import { Injectable } from '@nestjs/common';
import { Metrics } from '../common/metrics/metrics.js';
import type { Payload, ServerEvent } from '../contract/events.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { ClusterBus } from './cluster-bus.js';
import { RoomSender } from './room-sender.js';
import { conversationRoom } from './socket-server.js';
import { type Numbered, Stream } from './stream.js';

/** A numbered event of a conversation, ready to be sent. */
export interface StreamItem<E extends ServerEvent = ServerEvent> extends Numbered {
  event: E;
  payload: Payload<E>;
}

export type StreamKind = 'seq' | 'rev';
type Fetch = (conversationId: string, after: number, before: number) => Promise<StreamItem[]>;

interface Conversation {
  type: ConversationRef['type'];
  seq: Stream<StreamItem>;
  rev: Stream<StreamItem>;
}

interface StreamPacket {
  kind: StreamKind;
  items: StreamItem[];
  /** How many top-level messages there are up to the last item. */
  top?: number;
}

type OnHead = (conversationId: string, head: { seq: number; top: number }) => void;

const measured = { seq: 'message', rev: 'change' } as const;

const CONVERSATION = conversationRoom('');
const isStreamPacket = (payload: unknown): payload is StreamPacket =>
  typeof payload === 'object' && payload !== null && 'items' in payload;

export interface StoredHead {
  seq: number;
  rev: number;
}

/**
 * The numbered events, messages by `seq` and changes by `rev`, of the conversations that this node has sockets of.
 * Delivers each to the sockets once and in order, whatever Redis lost.
 */
@Injectable()
export class StreamService {
  private readonly conversations = new Map<string, Conversation>();
  private readonly headListeners: OnHead[] = [];
  private readonly fetchers = new Map<StreamKind, Fetch>();

  constructor(
    private readonly bus: ClusterBus,
    private readonly sender: RoomSender,
    private readonly metrics: Metrics,
  ) {
    bus.onTopic((payload, topic) => {
      if (isStreamPacket(payload)) this.hear(topic.slice(CONVERSATION.length), payload);
    });
  }

  /** The messages domain says here how what is missing is read. */
  register(kind: StreamKind, fetch: Fetch): void {
    this.fetchers.set(kind, fetch);
  }

  /** Told when another node stored messages, as far as this node listens to the conversation. */
  onHead(listener: OnHead): void {
    this.headListeners.push(listener);
  }

  /** Sends numbered events to all sockets of a conversation, here and on other nodes. */
  publish(conversationId: string, packet: StreamPacket): void {
    this.accept(conversationId, packet);
    void this.bus.publish(conversationRoom(conversationId), packet);
  }

  /** Holds what comes until `begin` says from where. False when it was open already. */
  open({ id, type }: ConversationRef): boolean {
    if (this.conversations.has(id)) return false;
    this.conversations.set(id, { type, seq: this.stream(id, 'seq'), rev: this.stream(id, 'rev') });
    return true;
  }

  begin(conversationId: string, head: StoredHead): void {
    const conversation = this.conversations.get(conversationId);
    conversation?.seq.begin(head.seq);
    conversation?.rev.begin(head.rev);
  }

  /** The last socket of the conversation on this node is gone. */
  close(conversationId: string): void {
    const conversation = this.conversations.get(conversationId);
    if (!conversation) return;
    conversation.seq.close();
    conversation.rev.close();
    this.conversations.delete(conversationId);
  }

  /** Conversations that are open and do not know yet from where. */
  waiting(): ConversationRef[] {
    return [...this.conversations]
      .filter(([, { seq }]) => seq.position === undefined)
      .map(([id, { type }]) => ({ id, type }));
  }

  typeOf(conversationId: string): ConversationRef['type'] | undefined {
    return this.conversations.get(conversationId)?.type;
  }

  isOpen(conversationId: string): boolean {
    return this.conversations.has(conversationId);
  }

  /** Brings the sockets what was stored and never told. */
  catchUp(conversationId: string, head: Partial<StoredHead>): void {
    const conversation = this.conversations.get(conversationId);
    if (head.seq !== undefined) conversation?.seq.catchUp(head.seq);
    if (head.rev !== undefined) conversation?.rev.catchUp(head.rev);
  }

  private hear(conversationId: string, packet: StreamPacket): void {
    const { kind, items, top } = packet;
    const seq = items.at(-1)?.n;
    if (kind === 'seq' && top !== undefined && seq !== undefined) {
      for (const listener of this.headListeners) listener(conversationId, { seq, top });
    }
    this.accept(conversationId, packet);
  }

  private accept(conversationId: string, { kind, items }: StreamPacket): void {
    const stream = this.conversations.get(conversationId)?.[kind];
    if (stream) for (const item of items) stream.accept(item);
  }

  private stream(conversationId: string, kind: StreamKind): Stream<StreamItem> {
    const room = conversationRoom(conversationId);
    return new Stream<StreamItem>({
      deliver: (item) => this.sender.push(room, item),
      fetch: async (after, before) => {
        this.metrics.gaps.inc({ kind: measured[kind] });
        return this.fetchers.get(kind)?.(conversationId, after, before) ?? [];
      },
    });
  }
}
