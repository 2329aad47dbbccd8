import { Injectable } from '@nestjs/common';
import { AccessService, placeOf } from '../access/access.service.js';
import { limits } from '../contract/limits.js';
import type { Input } from '../contract/operation.js';
import type { typingStart } from '../contract/typing.js';
import type { Caller } from '../identity/caller.js';
import { Broadcaster } from '../realtime/broadcaster.js';
import { UserDirectory } from '../users/user-directory.js';

type Where = Input<typeof typingStart>;

const MAX_TYPISTS = 10_000;

/** Who is typing: told, never stored. Told again at most once a second; over by itself when it is not repeated. */
@Injectable()
export class TypingService {
  private readonly toldAt = new Map<string, number>();

  constructor(
    private readonly access: AccessService,
    private readonly directory: UserDirectory,
    private readonly broadcaster: Broadcaster,
  ) {}

  async start(caller: Caller, where: Where): Promise<Record<string, never>> {
    const { conversation } = await this.access.require(caller, 'send', where);
    const key = keyOf(caller, where);
    const now = Date.now();
    if (now - (this.toldAt.get(key) ?? 0) < limits.typingRepeatMs) return {};
    if (this.toldAt.size >= MAX_TYPISTS) this.forget(now);
    this.toldAt.set(key, now);
    const { username } = await this.directory.summary(caller.id);
    const payload = {
      ...typist(caller, where, username),
      ...placeOf(conversation),
      expires_in_ms: limits.typingExpiresMs,
    };
    await this.broadcaster.toConversation(conversation.id, 'user_typing', payload, await this.untold(caller));
    return {};
  }

  async stop(caller: Caller, where: Where): Promise<Record<string, never>> {
    const { conversation } = await this.access.require(caller, 'send', where);
    if (!this.toldAt.delete(keyOf(caller, where))) return {};
    const { username } = await this.directory.summary(caller.id);
    const payload = { ...typist(caller, where, username), ...placeOf(conversation) };
    await this.broadcaster.toConversation(
      conversation.id,
      'user_stopped_typing',
      payload,
      await this.untold(caller),
    );
    return {};
  }

  /** Who is not told: oneself, and in a room too who has nothing to do with the one who types. */
  private async untold(caller: Caller): Promise<string[]> {
    return [caller.id, ...(await this.access.unseenBy(caller))];
  }

  private forget(now: number): void {
    for (const [key, at] of this.toldAt) if (now - at > limits.typingExpiresMs) this.toldAt.delete(key);
  }
}

const typist = (caller: Caller, { parent_id }: Where, username: string) => ({
  user_id: caller.id,
  username,
  ...(parent_id !== undefined && { parent_id }),
});

const keyOf = (caller: Caller, { room_id, dm_id, parent_id }: Where): string =>
  [caller.id, room_id ?? dm_id, parent_id].join(':');
