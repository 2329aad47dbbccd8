import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { createSubscriber } from '../common/redis/redis.js';
import { Config } from '../config/config.js';

type Listener = (payload: unknown, topic: string, from: string) => void;

interface Envelope {
  from: string;
  payload: unknown;
}

const CLUSTER = 'cluster';
/** Who only listens does not notice a line that has gone dead: it asks from time to time, and takes another one. */
const PING_EVERY_MS = 5_000;
const PING_PATIENCE_MS = 2_000;

/**
 * Tells the other nodes over Redis, topic by topic: a node hears only of the conversations and users that it has sockets
 * of, and of what concerns every node (`cluster`). At most once: what must not be lost is read from the database again
 * (StreamService, HealingService).
 */
@Injectable()
export class ClusterBus implements OnModuleInit, OnApplicationShutdown {
  readonly node = randomUUID();
  /** How an envelope of this node begins: `from` is its first field. */
  private readonly own = `{"from":"${this.node}"`;
  private readonly log = new Logger(ClusterBus.name);
  private readonly subscriber: Redis;
  private readonly topicListeners: Listener[] = [];
  private readonly clusterListeners: Listener[] = [];
  private readonly rejoinListeners: (() => void)[] = [];
  private readonly prefix: string;
  private joinedBefore = false;
  private pings: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Redis) private readonly redis: Redis,
    config: Config,
  ) {
    this.prefix = config.env.REDIS_PREFIX;
    this.subscriber = createSubscriber(config.env.REDIS_URL);
    this.subscriber.on('error', () => undefined); // RedisModule reports that Redis is away; once is enough.
    this.subscriber.on('message', (channel: string, text: string) => this.receive(channel, text));
    this.subscriber.on('ready', () => this.ready());
  }

  async onModuleInit(): Promise<void> {
    await this.subscribe(CLUSTER);
    this.pings = setInterval(() => this.ping(), PING_EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.pings);
    this.subscriber.disconnect();
  }

  /** Hears what other nodes publish to topics that this node subscribed to. */
  onTopic(listener: Listener): void {
    this.topicListeners.push(listener);
  }

  /** Hears what concerns every node. */
  onCluster(listener: Listener): void {
    this.clusterListeners.push(listener);
  }

  /** Called when Redis is back after it was away: what was published meanwhile is lost. */
  onRejoin(listener: () => void): void {
    this.rejoinListeners.push(listener);
  }

  async subscribe(...topics: string[]): Promise<void> {
    if (topics.length === 0) return;
    const done = this.subscriber.subscribe(...topics.map((topic) => this.prefix + topic));
    if (this.subscriber.status === 'ready') await done;
    else done.catch(() => undefined); // It is queued; the node heals itself when Redis is back.
  }

  unsubscribe(...topics: string[]): void {
    if (topics.length === 0) return;
    this.subscriber.unsubscribe(...topics.map((topic) => this.prefix + topic)).catch(() => undefined);
  }

  /** Tells every other node. Resolves also when Redis is away: healing brings them what they missed. */
  async toCluster(payload: unknown): Promise<void> {
    await this.publish(CLUSTER, payload);
  }

  /** How many nodes heard it; 0 when Redis is away. */
  async publish(topic: string, payload: unknown): Promise<number> {
    const envelope: Envelope = { from: this.node, payload };
    try {
      return await this.redis.publish(this.prefix + topic, JSON.stringify(envelope));
    } catch {
      this.log.debug(`could not tell other nodes of ${topic}`);
      return 0;
    }
  }

  private receive(channel: string, text: string): void {
    // What this node told itself is known: it is not even read.
    if (text.startsWith(this.own)) return;
    const { from, payload } = JSON.parse(text) as Envelope;
    const topic = channel.slice(this.prefix.length);
    for (const listener of topic === CLUSTER ? this.clusterListeners : this.topicListeners)
      listener(payload, topic, from);
  }

  private ping(): void {
    if (this.subscriber.status !== 'ready') return;
    const silent = setTimeout(() => this.subscriber.disconnect(true), PING_PATIENCE_MS);
    this.subscriber
      .ping()
      .catch(() => undefined)
      .finally(() => clearTimeout(silent));
  }

  private ready(): void {
    if (this.joinedBefore) for (const listener of this.rejoinListeners) listener();
    this.joinedBefore = true;
  }
}
