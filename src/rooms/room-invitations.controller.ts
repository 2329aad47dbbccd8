import * as contract from '../contract/invitations.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { RoomInvitationsService } from './room-invitations.service.js';

@ChatController()
export class RoomInvitationsController {
  constructor(private readonly invitations: RoomInvitationsService) {}

  @Http(contract.createRoomInvitation)
  create(
    caller: Caller,
    input: Input<typeof contract.createRoomInvitation>,
  ): Promise<Output<typeof contract.createRoomInvitation>> {
    return this.invitations.create(caller, input);
  }

  @Http(contract.listRoomInvitations)
  list(
    caller: Caller,
    input: Input<typeof contract.listRoomInvitations>,
  ): Promise<Output<typeof contract.listRoomInvitations>> {
    return this.invitations.list(caller, input);
  }

  @Http(contract.revokeRoomInvitation)
  revoke(caller: Caller, input: Input<typeof contract.revokeRoomInvitation>): Promise<void> {
    return this.invitations.revoke(caller, input);
  }

  @Http(contract.getInvitation)
  get(
    caller: Caller,
    input: Input<typeof contract.getInvitation>,
  ): Promise<Output<typeof contract.getInvitation>> {
    return this.invitations.get(caller, input);
  }

  @Http(contract.acceptInvitation)
  accept(
    caller: Caller,
    input: Input<typeof contract.acceptInvitation>,
  ): Promise<Output<typeof contract.acceptInvitation>> {
    return this.invitations.accept(caller, input);
  }
}
