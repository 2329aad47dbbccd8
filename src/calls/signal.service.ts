import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { callSignal } from '../contract/calls.js';
import type { Payload } from '../contract/events.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ClusterBus } from '../realtime/cluster-bus.js';
import { NodeCalls } from '../realtime/node-calls.js';
import { SocketServer } from '../realtime/socket-server.js';
import type { Device } from './call.js';
import { CallStore } from './call.store.js';
import { isOf, otherOf } from './calls.rules.js';

type Relayed = { socket: string; payload: Payload<'call_signaled'> };

const RELAY = 'call_signal';
const ANSWER_MS = 3_000;

/** Passes signals from one device to the other, on whichever nodes they are, and to nobody else. */
@Injectable()
export class SignalService {
  constructor(
    private readonly calls: CallStore,
    private readonly nodes: NodeCalls,
    private readonly bus: ClusterBus,
    sockets: SocketServer,
  ) {
    nodes.handle(RELAY, async (body) => {
      const { socket, payload } = body as Relayed;
      return sockets.emitToSocket(socket, 'call_signaled', payload);
    });
  }

  /** The device that asks, which talks or is going to. */
  deviceOf({ socket_id }: Caller): Device {
    return { node: this.bus.node, socket: socket_id ?? '' };
  }

  async signal(
    caller: Caller,
    { call_id, signal }: Input<typeof callSignal>,
  ): Promise<Record<string, never>> {
    const call = await this.calls.find(call_id);
    if (call?.state !== 'active' || !isOf(call, caller.id)) throw new AppError('call_not_found');
    const [own, other] = await Promise.all([
      this.calls.deviceOf(call_id, caller.id),
      this.calls.deviceOf(call_id, otherOf(call, caller.id)),
    ]);
    if (own?.socket !== caller.socket_id) throw new AppError('call_elsewhere');
    const payload = { call_id, user_id: caller.id, signal };
    const body: Relayed = { socket: other?.socket ?? '', payload };
    const heard = other && (await this.nodes.ask<boolean>(other.node, RELAY, body, ANSWER_MS));
    if (!heard) throw new AppError('call_peer_away');
    return {};
  }
}
