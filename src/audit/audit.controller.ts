import { listAudit, listRoomAudit } from '../contract/audit.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { AuditService } from './audit.service.js';

@ChatController()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Http(listRoomAudit)
  ofRoom(caller: Caller, input: Input<typeof listRoomAudit>) {
    return this.audit.ofRoom(caller, input);
  }

  @Http(listAudit)
  ofServer(caller: Caller, input: Input<typeof listAudit>) {
    return this.audit.ofServer(caller, input);
  }
}
