import { Injectable } from '@nestjs/common';
import { AccessService, placeOf } from '../access/access.service.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/errors/app-error.js';
import type { Input, Output } from '../contract/operation.js';
import type * as contract from '../contract/reports.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import type { StoredMessage } from '../messages/message.js';
import { MessageRepository } from '../messages/message.repository.js';
import { MessageTraces } from '../messages/message-traces.js';
import { Administrators } from '../users/administrators.js';
import { PersonalData } from '../users/personal-data.js';
import { ReportRepository, type StoredReport } from './report.repository.js';
import { ReportView } from './report-view.js';
import { requirePossible } from './reports.rules.js';
import { Verdicts } from './verdicts.js';

/** What members say of messages that break the rules, and what those decide who look after the place. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly access: AccessService,
    private readonly administrators: Administrators,
    private readonly messages: MessageRepository,
    private readonly reports: ReportRepository,
    private readonly view: ReportView,
    private readonly verdicts: Verdicts,
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
    data: PersonalData,
    traces: MessageTraces,
  ) {
    traces.register((_, ids) => this.reports.removeAbout(ids));
    events.on('room_deleted', ({ room_id }) => this.reports.removeAll(room_id));
    data.register('reports', (userId) => this.reports.forgetNotes(userId));
  }

  async report(
    caller: Caller,
    { message_id, reason, note }: Input<typeof contract.reportMessage>,
  ): Promise<Output<typeof contract.reportMessage>> {
    const message = await this.messages.get(message_id);
    const { conversation } = await this.access.requireMessage(caller, 'read', message.conversation);
    if (message.deleted) throw new AppError('message_deleted');
    const asked = { conversation, message_id, reporter_id: caller.id, reason, note };
    const { report, created } = await this.reports.add(asked);
    if (created) await this.tell('report_created', report);
    const { id, created_at } = report;
    return {
      report: {
        ...{ id, message_id, reason: report.reason, note: report.note },
        created_at: created_at.toISOString(),
      },
      created,
    };
  }

  async ofRoom(
    caller: Caller,
    { room_id, ...page }: Input<typeof contract.listRoomReports>,
  ): Promise<Output<typeof contract.listReports>> {
    await this.access.require(caller, 'handle_reports', { room_id });
    return this.page(await this.reports.ofRoom(room_id, oneMore(page)), page.limit);
  }

  async ofDms(
    caller: Caller,
    page: Input<typeof contract.listReports>,
  ): Promise<Output<typeof contract.listReports>> {
    await this.administrators.require(caller);
    return this.page(await this.reports.ofDms(oneMore(page)), page.limit);
  }

  async resolve(
    caller: Caller,
    input: Input<typeof contract.resolveReport>,
  ): Promise<Output<typeof contract.resolveReport>> {
    const report = await this.reports.find(input.report_id);
    if (!report) throw new AppError('report_not_found');
    await this.requireHandler(caller, report);
    requirePossible(input.action, report.conversation);
    const message = await this.messages.get(report.message_id);
    // First the claim, then the act: of two who decide differently one does nothing.
    if (!(await this.reports.claim(report.id))) throw new AppError('report_resolved');
    try {
      await this.verdicts.carryOut(caller, message, input);
    } catch (error) {
      await this.reports.release(report.id);
      throw error;
    }
    const resolved = await this.reports.resolve(report.id, input.action, caller.id);
    if (!resolved) throw new AppError('report_resolved');
    await this.record(caller, message, input);
    await this.tell('report_resolved', resolved);
    return { report: await this.one(resolved) };
  }

  /** A report that one may not see does not exist. A member of the room hears that it is not theirs to decide. */
  private async requireHandler(caller: Caller, { conversation }: StoredReport): Promise<void> {
    try {
      if (conversation.type === 'dm') await this.administrators.require(caller);
      else await this.access.require(caller, 'handle_reports', placeOf(conversation));
    } catch (error) {
      const hidden =
        error instanceof AppError && (conversation.type === 'dm' || error.code !== 'permission_denied');
      throw hidden ? new AppError('report_not_found') : error;
    }
  }

  private record(
    { id: actor_id }: Caller,
    { id: message_id, sender_id: target_id, conversation }: StoredMessage,
    { report_id, action, reason }: Input<typeof contract.resolveReport>,
  ): Promise<void> {
    return this.audit.record({
      ...{ action: 'report_resolved', actor_id, target_id, message_id, reason },
      ...(conversation.type === 'room' && { room_id: conversation.id }),
      details: { report_id, action },
    });
  }

  private async tell(name: 'report_created' | 'report_resolved', report: StoredReport): Promise<void> {
    const { conversation } = report;
    await this.events.emit(name, { conversation, report: await this.one(report) });
  }

  private async page(found: StoredReport[], limit: number): Promise<Output<typeof contract.listReports>> {
    return { reports: await this.view.of(found.slice(0, limit)), has_more: found.length > limit };
  }

  private async one(report: StoredReport): Promise<contract.Report> {
    const [shown] = await this.view.of([report]);
    if (!shown) throw new AppError('report_not_found');
    return shown;
  }
}

const oneMore = <T extends { limit: number }>(page: T): T => ({ ...page, limit: page.limit + 1 });
