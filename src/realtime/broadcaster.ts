import { Injectable } from '@nestjs/common';
import type { Payload, ServerEvent } from '../contract/events.js';
import { ClusterBus } from './cluster-bus.js';
import { conversationRoom, NO_RECEIPTS, SocketServer, sessionRoom, userRoom } from './socket-server.js';

interface Packet<E extends ServerEvent = ServerEvent> {
  event: E;
  payload: Payload<E>;
  /** Rooms of sockets that get none. */
  except?: string[];
}

const isPacket = (payload: unknown): payload is Packet =>
  typeof payload === 'object' && payload !== null && 'event' in payload;

/**
 * Events without a number: to everyone in a conversation, or to all devices of a user, on every node.
 * They may be lost with a node or with Redis; what may not goes through StreamService.
 */
@Injectable()
export class Broadcaster {
  constructor(
    private readonly bus: ClusterBus,
    private readonly sockets: SocketServer,
  ) {
    bus.onTopic((payload, topic) => {
      if (isPacket(payload)) this.emit(topic, payload);
    });
  }

  async toConversation<E extends ServerEvent>(
    conversationId: string,
    event: E,
    payload: Payload<E>,
    exceptUsers: readonly string[] = [],
  ): Promise<void> {
    await this.send(conversationRoom(conversationId), {
      event,
      payload,
      except: exceptUsers.map(userRoom),
    });
  }

  /** To those who are told what others have read. */
  async toReceiptReaders<E extends ServerEvent>(
    conversationId: string,
    event: E,
    payload: Payload<E>,
  ): Promise<void> {
    await this.send(conversationRoom(conversationId), { event, payload, except: [NO_RECEIPTS] });
  }

  /** `exceptDevice`: the socket or the session that knows it already. */
  async toUser<E extends ServerEvent>(
    userId: string,
    event: E,
    payload: Payload<E>,
    exceptDevice?: { socket_id?: string; session_id: string },
  ): Promise<void> {
    const except = exceptDevice && [exceptDevice.socket_id ?? sessionRoom(exceptDevice.session_id)];
    await this.send(userRoom(userId), { event, payload, except });
  }

  /** To everybody who is connected to this node: for what every node hears of by itself. */
  toEverybodyHere<E extends ServerEvent>(event: E, payload: Payload<E>): void {
    this.sockets.emitToAll(event, payload);
  }

  private async send(room: string, packet: Packet): Promise<void> {
    this.emit(room, packet);
    await this.bus.publish(room, packet);
  }

  private emit(room: string, { event, payload, except }: Packet): void {
    this.sockets.emit(room, event, payload, except);
  }
}
