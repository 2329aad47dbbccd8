import type { Input, Output } from '../contract/operation.js';
import * as contract from '../contract/rooms.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { MembersService } from './members.service.js';

@ChatController()
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Http(contract.listMembers)
  list(
    caller: Caller,
    input: Input<typeof contract.listMembers>,
  ): Promise<Output<typeof contract.listMembers>> {
    return this.members.list(caller, input);
  }

  @Http(contract.addMembers)
  add(caller: Caller, input: Input<typeof contract.addMembers>): Promise<Output<typeof contract.addMembers>> {
    return this.members.add(caller, input);
  }

  @Http(contract.updateMember)
  update(
    caller: Caller,
    input: Input<typeof contract.updateMember>,
  ): Promise<Output<typeof contract.updateMember>> {
    return this.members.update(caller, input);
  }

  @Http(contract.removeMember)
  remove(caller: Caller, input: Input<typeof contract.removeMember>): Promise<void> {
    return this.members.remove(caller, input);
  }

  @Http(contract.muteMember)
  mute(
    caller: Caller,
    input: Input<typeof contract.muteMember>,
  ): Promise<Output<typeof contract.muteMember>> {
    return this.members.mute(caller, input);
  }

  @Http(contract.unmuteMember)
  unmute(
    caller: Caller,
    input: Input<typeof contract.unmuteMember>,
  ): Promise<Output<typeof contract.unmuteMember>> {
    return this.members.unmute(caller, input);
  }
}
