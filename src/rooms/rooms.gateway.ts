import type { Input, Output } from '../contract/operation.js';
import * as contract from '../contract/rooms.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { RoomsService } from './rooms.service.js';

@ChatGateway()
export class RoomsGateway {
  constructor(private readonly rooms: RoomsService) {}

  @On(contract.joinRoom)
  join(caller: Caller, input: Input<typeof contract.joinRoom>): Promise<Output<typeof contract.joinRoom>> {
    return this.rooms.join(caller, input);
  }

  @On(contract.leaveRoom)
  leave(caller: Caller, input: Input<typeof contract.leaveRoom>): Promise<void> {
    return this.rooms.leave(caller, input);
  }
}
