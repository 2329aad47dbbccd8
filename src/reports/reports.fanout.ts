import { Injectable } from '@nestjs/common';
import { MembershipRepository } from '../access/membership.repository.js';
import { roleAllows, roles } from '../contract/permissions.js';
import type { ConversationRef, DomainEventMap } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { Broadcaster } from '../realtime/broadcaster.js';
import { Administrators } from '../users/administrators.js';

type News = DomainEventMap['report_created'];

/** Tells those of reports who decide about them, in person: the rest of the room is not to know. */
@Injectable()
export class ReportsFanout {
  constructor(
    private readonly broadcaster: Broadcaster,
    private readonly memberships: MembershipRepository,
    private readonly administrators: Administrators,
    events: DomainEvents,
  ) {
    events.on('report_created', (news) => this.tell('report_created', news));
    events.on('report_resolved', (news) => this.tell('report_resolved', news));
  }

  private async tell(
    event: 'report_created' | 'report_resolved',
    { conversation, report }: News,
  ): Promise<void> {
    const ids = await this.handlers(conversation);
    await Promise.all(ids.map((id) => this.broadcaster.toUser(id, event, { report })));
  }

  private handlers({ id, type }: ConversationRef): Promise<string[]> {
    if (type === 'dm') return this.administrators.ids();
    return this.memberships.inRoles(
      id,
      roles.filter((role) => roleAllows(role, 'handle_reports')),
    );
  }
}
