import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClusterBus } from './cluster-bus.js';

type Handler = (body: unknown) => Promise<unknown>;
type Packet = { call: string; name: string; body: unknown } | { reply: string; body: unknown };

const topicOf = (node: string): string => `node:${node}`;

/** One node asks another, or itself. The answer may never come: who asks must know what to do without. */
@Injectable()
export class NodeCalls implements OnModuleInit {
  private readonly handlers = new Map<string, Handler>();
  private readonly waiting = new Map<string, (body: unknown) => void>();

  constructor(private readonly bus: ClusterBus) {
    bus.onTopic((payload, topic, from) => {
      if (topic === topicOf(bus.node)) void this.hear(payload as Packet, from);
    });
  }

  async onModuleInit(): Promise<void> {
    await this.bus.subscribe(topicOf(this.bus.node));
  }

  /** Says what answers calls of this name. A handler that fails answers nothing. */
  handle(name: string, handler: Handler): void {
    this.handlers.set(name, handler);
  }

  /** `null` when the node is gone, does not know, or has not answered in time. */
  async ask<T>(node: string, name: string, body: unknown, timeoutMs: number): Promise<T | null> {
    if (node === this.bus.node) return ((await this.answer(name, body)) ?? null) as T | null;
    const call = randomUUID();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.waiting.set(call, resolve);
    const timer = setTimeout(() => resolve(null), timeoutMs);
    const heard = await this.bus.publish(topicOf(node), { call, name, body } satisfies Packet);
    if (heard === 0) resolve(null);
    const answer = await promise;
    clearTimeout(timer);
    this.waiting.delete(call);
    return answer as T | null;
  }

  private async answer(name: string, body: unknown): Promise<unknown> {
    return this.handlers.get(name)?.(body);
  }

  private async hear(packet: Packet, from: string): Promise<void> {
    if ('reply' in packet) {
      this.waiting.get(packet.reply)?.(packet.body);
      return;
    }
    const body = (await this.answer(packet.name, packet.body).catch(() => null)) ?? null;
    await this.bus.publish(topicOf(from), { reply: packet.call, body } satisfies Packet);
  }
}
