import type { Input, Output } from '../contract/operation.js';
import * as contract from '../contract/rooms.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { RoomsService } from './rooms.service.js';

@ChatController()
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Http(contract.listRooms)
  list(caller: Caller, input: Input<typeof contract.listRooms>): Promise<Output<typeof contract.listRooms>> {
    return this.rooms.list(caller, input);
  }

  @Http(contract.createRoom)
  create(
    caller: Caller,
    input: Input<typeof contract.createRoom>,
  ): Promise<Output<typeof contract.createRoom>> {
    return this.rooms.create(caller, input);
  }

  @Http(contract.getRoom)
  get(caller: Caller, input: Input<typeof contract.getRoom>): Promise<Output<typeof contract.getRoom>> {
    return this.rooms.get(caller, input);
  }

  @Http(contract.updateRoom)
  update(
    caller: Caller,
    input: Input<typeof contract.updateRoom>,
  ): Promise<Output<typeof contract.updateRoom>> {
    return this.rooms.update(caller, input);
  }

  @Http(contract.deleteRoom)
  delete(caller: Caller, input: Input<typeof contract.deleteRoom>): Promise<void> {
    return this.rooms.delete(caller, input);
  }

  @Http(contract.joinRoom)
  join(caller: Caller, input: Input<typeof contract.joinRoom>): Promise<Output<typeof contract.joinRoom>> {
    return this.rooms.join(caller, input);
  }

  @Http(contract.leaveRoom)
  leave(caller: Caller, input: Input<typeof contract.leaveRoom>): Promise<void> {
    return this.rooms.leave(caller, input);
  }

  @Http(contract.archiveRoom)
  archive(
    caller: Caller,
    input: Input<typeof contract.archiveRoom>,
  ): Promise<Output<typeof contract.archiveRoom>> {
    return this.rooms.archive(caller, input);
  }

  @Http(contract.unarchiveRoom)
  unarchive(
    caller: Caller,
    input: Input<typeof contract.unarchiveRoom>,
  ): Promise<Output<typeof contract.unarchiveRoom>> {
    return this.rooms.unarchive(caller, input);
  }
}
