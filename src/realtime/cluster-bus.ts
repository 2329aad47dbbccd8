import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Metrics } from '../common/metrics/metrics.js';
import { RateLimiter } from '../common/rate-limit/rate-limiter.js';
import { counted, createSubscriber } from '../common/redis/redis.js';
import { Config } from '../config/config.js';

type Listener = (payload: unknown, topic: string, from: string) => void;

interface Envelope {
  from: string;
  payload: unknown;
}

/** A node that came: the others answer, and tell it from then on what they tell nobody while they are alone. */
type Greeting = { greeting: 'hello' | 'welcome' };

const CLUSTER = 'cluster';
const WELCOMED_MS = 500;
/** So long a node that starts waits for Redis before it serves without the others. */
const BEGIN_WITHIN_MS = 5_000;
/** Who only listens does not notice a line that has gone dead: it asks from time to time, and takes another one. */
const LOOK_EVERY_MS = 5_000;
const PING_PATIENCE_MS = 4_000;

/**
 * Tells the other nodes over Redis, topic by topic: a node hears only of the conversations and users that it has sockets
 * of, and of what concerns every node (`cluster`). At most once: what must not be lost is read from the database again
 * (StreamService, HealingService). A node that is alone keeps its topics to itself: telling nobody would be half of what a
 * send costs beside the database.
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
  private alone = false;
  /** Greetings heard so far: what was asked before one says nothing. */
  private greetings = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Redis) private readonly redis: Redis,
    private readonly metrics: Metrics,
    config: Config,
    limiter: RateLimiter,
  ) {
    limiter.countHereWhile(() => this.alone);
    this.prefix = config.env.REDIS_PREFIX;
    this.subscriber = counted(createSubscriber(config.env.REDIS_URL), metrics, 'bus');
    this.subscriber.on('error', () => undefined); // RedisModule reports that Redis is away; once is enough.
    this.subscriber.on('message', (channel: string, text: string) => this.receive(channel, text));
    this.subscriber.on('ready', () => void this.ready());
    this.subscriber.on('close', () => {
      this.alone = false;
    });
    // A hello may have been lost with the line.
    redis.on('ready', () => this.timer && void this.greet());
  }

  /** Before the first socket: from then on all that concerns it is told. */
  async onModuleInit(): Promise<void> {
    await Promise.race([this.greet(), delay(BEGIN_WITHIN_MS, undefined, { ref: false })]);
    this.timer = setInterval(() => {
      this.ping();
      void this.lookRound();
    }, LOOK_EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
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

  /** How many nodes heard it; 0 when Redis is away, or there is no other node. */
  async publish(topic: string, payload: unknown): Promise<number> {
    if (this.alone && topic !== CLUSTER) return 0;
    const envelope: Envelope = { from: this.node, payload };
    this.metrics.busPackets.add('sent');
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
    this.metrics.busPackets.add('received');
    const { from, payload } = JSON.parse(text) as Envelope;
    const topic = channel.slice(this.prefix.length);
    if (isGreeting(payload)) return this.greeted(payload);
    for (const listener of topic === CLUSTER ? this.clusterListeners : this.topicListeners)
      listener(payload, topic, from);
  }

  private ping(): void {
    if (this.subscriber.status !== 'ready') return;
    let answered = false;
    // A node that stood still looks at what came meanwhile before it believes that nothing did.
    const silent = setTimeout(
      () => setImmediate(() => !answered && this.subscriber.disconnect(true)),
      PING_PATIENCE_MS,
    );
    this.subscriber
      .ping()
      .catch(() => undefined)
      .finally(() => {
        answered = true;
        clearTimeout(silent);
      });
  }

  private async ready(): Promise<void> {
    if (!this.joinedBefore) {
      this.joinedBefore = true;
      return;
    }
    await this.greet();
    for (const listener of this.rejoinListeners) listener();
  }

  /** Says hello as soon as it can hear and speak, and waits a moment until every other node has answered that it knows. */
  private async greet(): Promise<void> {
    try {
      await Promise.all([this.subscriber.subscribe(this.prefix + CLUSTER), ready(this.redis)]);
    } catch {
      return; // Let go of, or the line is gone again: it says so when it is back.
    }
    const before = this.greetings;
    const others = (await this.publish(CLUSTER, { greeting: 'hello' } satisfies Greeting)) - 1;
    const until = Date.now() + WELCOMED_MS;
    while (this.greetings - before < others && Date.now() < until) await delay(5);
    if (others === 0) this.found(others, before);
  }

  private greeted({ greeting }: Greeting): void {
    this.greetings += 1;
    this.alone = false;
    if (greeting === 'hello') void this.publish(CLUSTER, { greeting: 'welcome' } satisfies Greeting);
  }

  /** Whether another node is there. One that comes while the question is on its way says so itself. */
  private async lookRound(): Promise<void> {
    const before = this.greetings;
    const channel = this.prefix + CLUSTER;
    const answer = await this.redis.pubsub('NUMSUB', channel).catch(() => []);
    this.found(Number(answer[1] ?? 0) - 1, before);
  }

  private found(others: number, greetingsBefore: number): void {
    if (this.greetings === greetingsBefore && this.subscriber.status === 'ready') this.alone = others === 0;
  }
}

const ready = async (redis: Redis): Promise<void> => {
  if (redis.status !== 'ready') await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
};

const isGreeting = (payload: unknown): payload is Greeting =>
  typeof payload === 'object' && payload !== null && 'greeting' in payload;
