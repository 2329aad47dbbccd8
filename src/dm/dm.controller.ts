import { getDm, hideDm, listDms, openDm } from '../contract/dm.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { DmService } from './dm.service.js';

@ChatController()
export class DmController {
  constructor(private readonly dms: DmService) {}

  @Http(openDm)
  open(caller: Caller, input: Input<typeof openDm>): Promise<Output<typeof openDm>> {
    return this.dms.open(caller, input);
  }

  @Http(listDms)
  list(caller: Caller, input: Input<typeof listDms>): Promise<Output<typeof listDms>> {
    return this.dms.list(caller, input);
  }

  @Http(getDm)
  get(caller: Caller, input: Input<typeof getDm>): Promise<Output<typeof getDm>> {
    return this.dms.get(caller, input);
  }

  @Http(hideDm)
  hide(caller: Caller, input: Input<typeof hideDm>): Promise<void> {
    return this.dms.hide(caller, input);
  }
}
