import { Injectable } from '@nestjs/common';
import type { Report } from '../contract/reports.js';
import { MessageMapper } from '../messages/message.mapper.js';
import { MessageRepository } from '../messages/message.repository.js';
import { UserDirectory } from '../users/user-directory.js';
import type { StoredReport } from './report.repository.js';

/** Reports as those see them who decide. */
@Injectable()
export class ReportView {
  constructor(
    private readonly messages: MessageRepository,
    private readonly mapper: MessageMapper,
    private readonly users: UserDirectory,
  ) {}

  /** Without those whose message is gone with its room. */
  async of(reports: StoredReport[]): Promise<Report[]> {
    const ids = [...new Set(reports.map(({ message_id }) => message_id))];
    const people = reports.flatMap(({ reporter_id, resolved_by }) => [reporter_id, resolved_by ?? []].flat());
    const [messages, users] = await Promise.all([
      this.messages.byIds(ids).then((found) => this.mapper.toMessages(found)),
      this.users.summaries([...new Set(people)]),
    ]);
    const byId = new Map(messages.map((message) => [message.id, message]));
    return reports.flatMap((report) => {
      const message = byId.get(report.message_id);
      const reporter = users.get(report.reporter_id);
      if (!message || !reporter) return [];
      const { id, reason, note, state, action, resolved_by } = report;
      return [
        {
          ...{ id, room_id: message.room_id, dm_id: message.dm_id, message, reporter },
          ...{ reason, note, state, action },
          resolved_by: resolved_by === null ? null : (users.get(resolved_by) ?? null),
          resolved_at: report.resolved_at?.toISOString() ?? null,
          created_at: report.created_at.toISOString(),
        },
      ];
    });
  }
}
