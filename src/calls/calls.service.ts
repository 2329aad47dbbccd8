import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import type { Call, callEnd, callStart, iceServers } from '../contract/calls.js';
import type { Input, Output } from '../contract/operation.js';
import { newId } from '../database/object-id.js';
import { DirectMessageRepository } from '../dm/direct-message.repository.js';
import type { Caller } from '../identity/caller.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Broadcaster } from '../realtime/broadcaster.js';
import { UserDirectory } from '../users/user-directory.js';
import type { StoredCall } from './call.js';
import { CallStore } from './call.store.js';
import { CallRecord } from './call-record.js';
import { isOf, outcomeOf, turnCredentials } from './calls.rules.js';
import { SignalService } from './signal.service.js';

type Target = { call_id: string };
type Result = { call: Call };

const WATCH = 'call_watch';
/** Who does not say for so long that they are in a call is not. */
const HELD_MS = 45_000;
const WATCH_MS = 15_000;
const TURN_MS = 12 * 3_600_000;

/** Calls of two: who rings whom, who took it, and that each ends in exactly one message. */
@Injectable()
export class CallsService implements OnModuleInit {
  private readonly ringMs: number;

  constructor(
    private readonly access: AccessService,
    private readonly dms: DirectMessageRepository,
    private readonly calls: CallStore,
    private readonly record: CallRecord,
    private readonly signals: SignalService,
    private readonly directory: UserDirectory,
    private readonly broadcaster: Broadcaster,
    private readonly jobs: JobsService,
    private readonly config: Config,
  ) {
    this.ringMs = config.env.CALL_RING_SECONDS * 1_000;
  }

  onModuleInit(): void {
    this.jobs.handle<Target & { round: number }>(WATCH, 'light', ({ call_id, round }) =>
      this.watch(call_id, round),
    );
  }

  async start(caller: Caller, { dm_id, media }: Input<typeof callStart>): Promise<Result> {
    await this.access.require(caller, 'send', { dm_id });
    const dm = await this.dms.find(dm_id);
    const [callee_id, ...more] = dm?.participant_ids.filter((id) => id !== caller.id) ?? [];
    if (callee_id === undefined || more.length > 0) throw new AppError('calls_need_two');
    const call: StoredCall = {
      ...{ id: newId(), dm_id, media, caller_id: caller.id, callee_id, state: 'ringing', outcome: null },
      ...{ started_at: Date.now(), accepted_at: null, ended_at: null },
    };
    if (!(await this.calls.start(call, this.ringMs + HELD_MS))) throw new AppError('call_busy');
    await this.calls.hold(call.id, caller.id, this.signals.deviceOf(caller), this.ringMs + HELD_MS);
    await this.watchLater(call.id, 0, this.ringMs);
    return this.tell(call, 'call_ringing');
  }

  async accept(caller: Caller, { call_id }: Target): Promise<Result> {
    await this.ringingFor(caller, call_id);
    const call = await this.calls.move(call_id, ['ringing'], { state: 'active', accepted_at: Date.now() });
    if (!call) throw new AppError('call_not_ringing');
    await this.calls.hold(call_id, caller.id, this.signals.deviceOf(caller), HELD_MS);
    return this.tell(call, 'call_accepted');
  }

  async decline(caller: Caller, { call_id }: Target): Promise<Result> {
    await this.ringingFor(caller, call_id);
    const call = await this.finish(call_id, ['ringing'], 'declined');
    if (!call) throw new AppError('call_not_ringing');
    return { call: await this.toCall(call) };
  }

  async end(caller: Caller, { call_id, failed = false }: Input<typeof callEnd>): Promise<Result> {
    const call = await this.ofCaller(caller, call_id);
    if (call.state === 'ended') return { call: await this.toCall(call) };
    const ended = await this.finish(call_id, [call.state], outcomeOf(call, failed));
    // It was taken, or ended by the other one, in the same moment: look again.
    return ended ? { call: await this.toCall(ended) } : this.end(caller, { call_id, failed });
  }

  async attach(caller: Caller, { call_id }: Target): Promise<Result> {
    const call = await this.ofCaller(caller, call_id);
    if (call.state !== 'active') throw new AppError('call_not_found');
    await this.calls.hold(call_id, caller.id, this.signals.deviceOf(caller), HELD_MS);
    return { call: await this.toCall(call) };
  }

  async list({ id }: Caller): Promise<{ calls: Call[] }> {
    const call = await this.calls.ofUser(id);
    return { calls: call && call.state !== 'ended' ? [await this.toCall(call)] : [] };
  }

  async iceServers({ id }: Caller): Promise<Output<typeof iceServers>> {
    const { STUN_URLS, TURN_URLS, TURN_SECRET } = this.config.env;
    const expiresAt = Date.now() + TURN_MS;
    const turns = TURN_SECRET !== undefined && TURN_URLS.length > 0;
    return {
      ice_servers: [
        ...(STUN_URLS.length > 0 ? [{ urls: STUN_URLS }] : []),
        ...(turns ? [{ urls: TURN_URLS, ...turnCredentials(TURN_SECRET, id, expiresAt) }] : []),
      ],
      expires_at: turns ? new Date(expiresAt).toISOString() : null,
    };
  }

  /** Looks after a call whose devices may have died, until it is over and its message is written. */
  private async watch(id: string, round: number): Promise<void> {
    const call = await this.calls.find(id);
    if (!call) return;
    if (call.state === 'ended') return this.record.write(call);
    if (call.state === 'ringing') {
      await this.finish(id, ['ringing'], 'missed');
      return;
    }
    const devices = await Promise.all(
      [call.caller_id, call.callee_id].map((userId) => this.calls.deviceOf(id, userId)),
    );
    if (devices.includes(null)) await this.finish(id, ['active'], 'ended');
    else await this.watchLater(id, round + 1, WATCH_MS);
  }

  private watchLater(call_id: string, round: number, delayMs: number): Promise<void> {
    return this.jobs.add(WATCH, { call_id, round }, { id: `${call_id}-${round}`, delayMs });
  }

  /** Null when somebody else ended it first. */
  private async finish(
    id: string,
    from: StoredCall['state'][],
    outcome: StoredCall['outcome'],
  ): Promise<StoredCall | null> {
    const call = await this.calls.move(id, from, { state: 'ended', outcome, ended_at: Date.now() });
    if (!call) return null;
    await this.calls.free(call);
    await this.tell(call, 'call_ended');
    await this.record.write(call);
    return call;
  }

  private async ofCaller({ id }: Caller, callId: string): Promise<StoredCall> {
    const call = await this.calls.find(callId);
    if (!call || !isOf(call, id)) throw new AppError('call_not_found');
    return call;
  }

  private async ringingFor(caller: Caller, callId: string): Promise<void> {
    const call = await this.ofCaller(caller, callId);
    if (call.callee_id !== caller.id) throw new AppError('call_not_found');
    if (call.state !== 'ringing') throw new AppError('call_not_ringing');
  }

  /** All devices of both. */
  private async tell(
    stored: StoredCall,
    event: 'call_ringing' | 'call_accepted' | 'call_ended',
  ): Promise<Result> {
    const call = await this.toCall(stored);
    await Promise.all(
      [stored.caller_id, stored.callee_id].map((id) => this.broadcaster.toUser(id, event, { call })),
    );
    return { call };
  }

  private async toCall({ caller_id, callee_id, ended_at, ...call }: StoredCall): Promise<Call> {
    const [caller, callee] = await Promise.all(
      [caller_id, callee_id].map((id) => this.directory.summary(id)),
    );
    return {
      ...call,
      caller: caller as Call['caller'],
      callee: callee as Call['callee'],
      started_at: new Date(call.started_at).toISOString(),
      accepted_at: call.accepted_at === null ? null : new Date(call.accepted_at).toISOString(),
    };
  }
}
