import { Injectable } from '@nestjs/common';
import type { Payload, ServerEvent } from '../contract/events.js';
import { ClusterBus } from './cluster-bus.js';
import { conversationRoom, SocketServer } from './socket-server.js';
import { type Numbered, Stream } from './stream.js';

/** A numbered event of a conversation, ready to be sent. */
export interface StreamItem<E extends ServerEvent = ServerEvent> extends Numbered {
  event: E;
  payload: Payload<E>;
}

export type StreamKind = 'seq' | 'rev';
type Fetch = (conversationId: string, after: number, before: number) => Promise<StreamItem[]>;

interface Conversation {
  seq: Stream<StreamItem>;
  rev: Stream<StreamItem>;
}

interface StreamPacket {
  kind: StreamKind;
  items: StreamItem[];
}

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
  private readonly fetchers = new Map<StreamKind, Fetch>();

  constructor(
    private readonly bus: ClusterBus,
    private readonly sockets: SocketServer,
  ) {
    bus.onTopic((payload, topic) => {
      if (isStreamPacket(payload)) this.accept(topic.slice(CONVERSATION.length), payload);
    });
  }

  /** The messages domain says here how what is missing is read. */
  register(kind: StreamKind, fetch: Fetch): void {
    this.fetchers.set(kind, fetch);
  }

  /** Sends numbered events to all sockets of a conversation, here and on other nodes. */
  publish(conversationId: string, kind: StreamKind, items: StreamItem[]): void {
    this.accept(conversationId, { kind, items });
    void this.bus.publish(conversationRoom(conversationId), { kind, items });
  }

  /** Holds what comes until `begin` says from where. False when it was open already. */
  open(conversationId: string): boolean {
    if (this.conversations.has(conversationId)) return false;
    this.conversations.set(conversationId, {
      seq: this.stream(conversationId, 'seq'),
      rev: this.stream(conversationId, 'rev'),
    });
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

  /** Conversations that this node listens to. */
  opened(): string[] {
    return [...this.conversations.keys()];
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

  private accept(conversationId: string, { kind, items }: StreamPacket): void {
    const stream = this.conversations.get(conversationId)?.[kind];
    if (stream) for (const item of items) stream.accept(item);
  }

  private stream(conversationId: string, kind: StreamKind): Stream<StreamItem> {
    const room = conversationRoom(conversationId);
    return new Stream<StreamItem>({
      deliver: ({ event, payload }) => this.sockets.emit(room, event, payload),
      fetch: (after, before) => this.fetchers.get(kind)?.(conversationId, after, before) ?? Promise.resolve([]),
    });
  }
}
