import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import type { Device, StoredCall } from './call.js';

/** Both are taken at once or none: nobody is in two calls. */
const START = `
if redis.call('exists', KEYS[2]) == 1 or redis.call('exists', KEYS[3]) == 1 then return 0 end
redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[4])
redis.call('set', KEYS[2], ARGV[1], 'PX', ARGV[3])
redis.call('set', KEYS[3], ARGV[1], 'PX', ARGV[3])
return 1`;

/** From one state to the next, once, whoever else tries. */
const MOVE = `
local text = redis.call('get', KEYS[1])
if not text then return false end
local call = cjson.decode(text)
local from = cjson.decode(ARGV[1])
local fits = false
for _, state in ipairs(from) do if call.state == state then fits = true end end
if not fits then return false end
for field, value in pairs(cjson.decode(ARGV[2])) do call[field] = value end
local moved = cjson.encode(call)
redis.call('set', KEYS[1], moved, 'KEEPTTL')
return moved`;

/** Frees who is still taken by this call, and not by the next. */
const FREE = `
for n = 1, 2 do if redis.call('get', KEYS[n]) == ARGV[1] then redis.call('del', KEYS[n]) end end
redis.call('del', KEYS[3], KEYS[4])
return 1`;

/** A call that nobody ended is forgotten after a day. */
const KEPT_MS = 24 * 3_600_000;

const callKey = (id: string): string => `call:${id}`;
const takenKey = (userId: string): string => `call-of:${userId}`;
const deviceKey = (id: string, userId: string): string => `call-device:${id}:${userId}`;

/** Calls in Redis, which fails when Redis is away: without it nobody can call. */
@Injectable()
export class CallStore {
  constructor(@Inject(Redis) private readonly redis: Redis) {}

  /** False when one of the two is in a call already. */
  async start(call: StoredCall, heldMs: number): Promise<boolean> {
    const keys = [callKey(call.id), takenKey(call.caller_id), takenKey(call.callee_id)];
    const text = JSON.stringify(call);
    return (await this.redis.eval(START, 3, ...keys, call.id, text, heldMs, KEPT_MS)) === 1;
  }

  async find(id: string): Promise<StoredCall | null> {
    const text = await this.redis.get(callKey(id));
    return text === null ? null : (JSON.parse(text) as StoredCall);
  }

  async ofUser(userId: string): Promise<StoredCall | null> {
    const id = await this.redis.get(takenKey(userId));
    return id === null ? null : this.find(id);
  }

  /** The call as it then is; null when it was in none of these states. */
  async move(
    id: string,
    from: StoredCall['state'][],
    change: Partial<StoredCall>,
  ): Promise<StoredCall | null> {
    const moved = await this.redis.eval(MOVE, 1, callKey(id), JSON.stringify(from), JSON.stringify(change));
    return moved === null ? null : withNulls(JSON.parse(moved as string) as StoredCall);
  }

  /** A user is in it with this device, for so long. */
  async hold(id: string, userId: string, device: Device, heldMs: number): Promise<void> {
    await Promise.all([
      this.redis.set(deviceKey(id, userId), JSON.stringify(device), 'PX', heldMs),
      this.redis.set(takenKey(userId), id, 'PX', heldMs),
    ]);
  }

  async deviceOf(id: string, userId: string): Promise<Device | null> {
    const text = await this.redis.get(deviceKey(id, userId));
    return text === null ? null : (JSON.parse(text) as Device);
  }

  async free({ id, caller_id, callee_id }: StoredCall): Promise<void> {
    const keys = [
      ...[takenKey(caller_id), takenKey(callee_id)],
      ...[deviceKey(id, caller_id), deviceKey(id, callee_id)],
    ];
    await this.redis.eval(FREE, 4, ...keys, id);
  }

  /** Its message is written: nothing is left to do. */
  async forget(id: string): Promise<void> {
    await this.redis.del(callKey(id));
  }
}

/** Redis' JSON drops a field that is null. */
const withNulls = (call: Partial<StoredCall>): StoredCall => ({
  ...(call as StoredCall),
  outcome: call.outcome ?? null,
  accepted_at: call.accepted_at ?? null,
  ended_at: call.ended_at ?? null,
});
