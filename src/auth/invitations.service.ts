import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { createInvitation, Invitation } from '../contract/auth.js';
import type { Input } from '../contract/operation.js';
import { newId } from '../database/object-id.js';
import type { Caller } from '../identity/caller.js';
import { Administrators } from '../users/administrators.js';
import { InvitationRepository } from './invitation.repository.js';

const CODE_BYTES = 16;

@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly administrators: Administrators,
    private readonly audit: AuditService,
  ) {}

  async create(
    caller: Caller,
    { uses, expires_in }: Input<typeof createInvitation>,
  ): Promise<{ invitation: Invitation }> {
    await this.administrators.require(caller);
    const created_at = new Date();
    const invitation = {
      id: newId(),
      code: randomBytes(CODE_BYTES).toString('base64url'),
      uses_left: uses,
      created_at,
      expires_at: new Date(created_at.getTime() + expires_in * 1000),
    };
    await this.invitations.create(invitation, caller.id);
    const details = { invitation_id: invitation.id };
    await this.audit.record({ action: 'server_invitation_created', actor_id: caller.id, details });
    return {
      invitation: {
        ...invitation,
        created_at: invitation.created_at.toISOString(),
        expires_at: invitation.expires_at.toISOString(),
      },
    };
  }
}
