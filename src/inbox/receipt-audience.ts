import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '../events/domain-events.js';
import { PreferenceDirectory } from '../preferences/preference-directory.js';
import { ConnectionService } from '../realtime/connection.service.js';
import { NO_RECEIPTS, type ParleySocket, SocketServer, userRoom } from '../realtime/socket-server.js';

/** Keeps receipts from the devices of those who tell nobody what they have read. */
@Injectable()
export class ReceiptAudience implements OnModuleInit {
  constructor(
    private readonly sockets: SocketServer,
    private readonly connections: ConnectionService,
    private readonly preferences: PreferenceDirectory,
    private readonly events: DomainEvents,
  ) {}

  onModuleInit(): void {
    // Told of nothing until it is known that they are to be; a failure keeps it so until they connect again.
    this.connections.onSocket((socket) => this.admit(socket).catch(() => undefined));
    this.events.everywhere('preferences_changed', ({ user_id, receipts }) => {
      const own = this.sockets.io.in(userRoom(user_id));
      if (receipts) own.socketsLeave(NO_RECEIPTS);
      else own.socketsJoin(NO_RECEIPTS);
    });
  }

  private async admit(socket: ParleySocket): Promise<void> {
    await socket.join(NO_RECEIPTS);
    const { receipts } = await this.preferences.ofOne(socket.data.caller.id);
    if (receipts) await socket.leave(NO_RECEIPTS);
  }
}
