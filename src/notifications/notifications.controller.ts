import * as contract from '../contract/notifications.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { NotificationsService } from './notifications.service.js';

@ChatController()
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Http(contract.listNotifications)
  list(
    caller: Caller,
    input: Input<typeof contract.listNotifications>,
  ): Promise<Output<typeof contract.listNotifications>> {
    return this.notifications.list(caller, input);
  }

  @Http(contract.readNotifications)
  read(
    caller: Caller,
    input: Input<typeof contract.readNotifications>,
  ): Promise<Output<typeof contract.readNotifications>> {
    return this.notifications.read(caller, input);
  }

  @Http(contract.explainNotification)
  explain(
    caller: Caller,
    input: Input<typeof contract.explainNotification>,
  ): Promise<Output<typeof contract.explainNotification>> {
    return this.notifications.explain(caller, input);
  }
}
