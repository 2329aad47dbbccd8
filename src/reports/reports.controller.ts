import type { Input } from '../contract/operation.js';
import { listReports, listRoomReports, reportMessage, resolveReport } from '../contract/reports.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { ReportsService } from './reports.service.js';

@ChatController()
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Http(reportMessage)
  report(caller: Caller, input: Input<typeof reportMessage>) {
    return this.reports.report(caller, input);
  }

  @Http(listRoomReports)
  ofRoom(caller: Caller, input: Input<typeof listRoomReports>) {
    return this.reports.ofRoom(caller, input);
  }

  @Http(listReports)
  ofDms(caller: Caller, input: Input<typeof listReports>) {
    return this.reports.ofDms(caller, input);
  }

  @Http(resolveReport)
  resolve(caller: Caller, input: Input<typeof resolveReport>) {
    return this.reports.resolve(caller, input);
  }
}
