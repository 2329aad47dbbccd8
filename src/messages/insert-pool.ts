import { Injectable } from '@nestjs/common';
import type { StoredMessage } from './message.js';
import { MessageRepository } from './message.repository.js';

/** Two on their way: one that waits for a lock in the database does not hold up all others. */
const MAX_FLIGHTS = 2;
const MAX_MESSAGES = 100;

interface Waiting {
  message: StoredMessage;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit over conversations. A lane that has several messages stores them by an insert of its own; single ones, of
 * many rooms where little is said, go together. Unordered is right for them: each is the only one of its conversation, so
 * whichever of them fails leaves no hole behind it.
 */
@Injectable()
export class InsertPool {
  private waiting: Waiting[] = [];
  private flights = 0;

  constructor(private readonly messages: MessageRepository) {}

  /** Stores messages of one conversation in order. Throws when not all were stored. */
  insert(messages: StoredMessage[]): Promise<void> {
    const [message] = messages;
    if (messages.length !== 1 || !message) return this.messages.insert(messages);
    return new Promise((resolve, reject) => {
      this.waiting.push({ message, resolve, reject });
      // What other lanes ask for in the same turn goes along.
      if (this.waiting.length === 1) queueMicrotask(() => this.start());
    });
  }

  private start(): void {
    while (this.waiting.length > 0 && this.flights < MAX_FLIGHTS)
      void this.fly(this.waiting.splice(0, MAX_MESSAGES));
  }

  private async fly(group: Waiting[]): Promise<void> {
    this.flights += 1;
    try {
      const failures = await this.messages.insertEach(group.map(({ message }) => message));
      for (const [index, { resolve, reject }] of group.entries()) {
        const failure = failures.get(index);
        if (failure) reject(failure);
        else resolve();
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    this.flights -= 1;
    this.start();
  }
}
