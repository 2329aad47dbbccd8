import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { DomainEvents } from './domain-events.js';

const updated = { user_id: 'amy' };

describe('domain events', () => {
  let events: DomainEvents;
  let errors: MockInstance;

  beforeEach(() => {
    events = new DomainEvents();
    errors = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });

  it('log a handler that fails, and hurt neither the others nor who tells', async () => {
    const heard: string[] = [];
    events.on('user_updated', () => {
      throw new Error('at once');
    });
    events.on('user_updated', () => Promise.reject(new Error('later')));
    events.on('user_updated', ({ user_id }) => void heard.push(user_id));
    await events.emit('user_updated', updated);
    await events.settled(1_000);
    expect(heard).toEqual(['amy']);
    expect(errors).toHaveBeenCalledTimes(2);
  });

  it('log work that was to end in an event and did not: nothing else would catch it', async () => {
    events.follow('messages_created', Promise.reject(new Error('the database is away')));
    await events.settled(1_000);
    expect(errors).toHaveBeenCalledTimes(1);
  });

  it('are settled when handlers are done, those too that another one called', async () => {
    const done: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    events.on('user_updated', async () => {
      await promise;
      await events.emit('session_ended', { session_id: 's', user_id: 'amy' });
    });
    events.on('session_ended', async () => {
      await Promise.resolve();
      done.push('second');
    });
    await events.emit('user_updated', updated);
    const settled = events.settled(1_000);
    resolve();
    await settled;
    expect(done).toEqual(['second']);
  });

  it('do not wait for one that never comes to an end', async () => {
    events.on('user_updated', () => new Promise<void>(() => undefined));
    await events.emit('user_updated', updated);
    await events.settled(5);
  });
});
