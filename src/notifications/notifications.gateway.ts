import { readNotifications } from '../contract/notifications.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { NotificationsService } from './notifications.service.js';

@ChatGateway()
export class NotificationsGateway {
  constructor(private readonly notifications: NotificationsService) {}

  @On(readNotifications)
  read(caller: Caller, input: Input<typeof readNotifications>) {
    return this.notifications.read(caller, input);
  }
}
