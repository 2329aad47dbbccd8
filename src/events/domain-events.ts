import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { DomainEventMap } from './domain-event-map.js';

type Name = keyof DomainEventMap;
type Handler<E extends Name> = (event: DomainEventMap[E]) => void | Promise<void>;
type Forward = (name: Name, event: DomainEventMap[Name]) => Promise<void>;

/**
 * What happened, told after it was stored. `on` hears what this node did; `everywhere` hears what any node did, which is
 * how caches and subscriptions follow. A handler that fails is logged and hurts neither the caller, whose write is
 * done, nor the other handlers.
 */
@Injectable()
export class DomainEvents {
  private readonly log = new Logger(DomainEvents.name);
  private readonly here = new EventEmitter().setMaxListeners(0);
  private readonly anywhere = new EventEmitter().setMaxListeners(0);
  private readonly running = new Set<Promise<void>>();
  private forward: Forward = () => Promise.resolve();

  on<E extends Name>(name: E, handler: Handler<E>): void {
    this.here.on(name, this.guarded(name, handler));
  }

  everywhere<E extends Name>(name: E, handler: Handler<E>): void {
    this.anywhere.on(name, this.guarded(name, handler));
  }

  /** Resolves when the other nodes were told too: who waits for it can rely on their caches. */
  async emit<E extends Name>(name: E, event: DomainEventMap[E]): Promise<void> {
    this.here.emit(name, event);
    this.anywhere.emit(name, event);
    await this.forward(name, event);
  }

  /** Set once, by the bus that knows the other nodes. */
  forwardThrough(forward: Forward): void {
    this.forward = forward;
  }

  /** Another node did it. */
  receive(name: Name, event: DomainEventMap[Name]): void {
    this.anywhere.emit(name, event);
  }

  /** Work of which an event is to come and for which nobody waits. Its failure is logged; a shutdown waits for it. */
  follow(name: Name, work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => this.failed(name, error))
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }

  /** Resolves when the handlers have done what they began, or after so long. */
  async settled(withinMs: number): Promise<void> {
    const end = Date.now() + withinMs;
    while (this.running.size > 0 && Date.now() < end) {
      await Promise.race([
        Promise.allSettled(this.running),
        delay(end - Date.now(), undefined, { ref: false }),
      ]);
    }
  }

  private guarded<E extends Name>(name: E, handler: Handler<E>): (event: DomainEventMap[E]) => void {
    return (event) => {
      try {
        const work = handler(event);
        if (work instanceof Promise) this.follow(name, work);
      } catch (error) {
        this.failed(name, error);
      }
    };
  }

  private failed(name: string, error: unknown): void {
    this.log.error({ err: error, event: name });
  }
}
