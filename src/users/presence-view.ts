import { Injectable } from '@nestjs/common';
import type { PresenceState } from '../contract/users.js';

type Load = (userIds: string[]) => Promise<Map<string, PresenceState>>;
type IsAttending = (userId: string) => Promise<boolean>;

/** The states of people for those who stand left of presence. */
@Injectable()
export class PresenceView {
  private load: Load = () => Promise.resolve(new Map());
  private attending: IsAttending = () => Promise.resolve(false);

  /** Presence says here how states are read, as others see them: a constant number of queries for any number of people. */
  register(load: Load, attending: IsAttending = this.attending): void {
    this.load = load;
    this.attending = attending;
  }

  /** Whether a page of theirs tells them what happens, also when others see them as offline. */
  isAttending(userId: string): Promise<boolean> {
    return this.attending(userId);
  }

  /** One for each id: who is not known to be there is offline. */
  async statesOf(userIds: string[]): Promise<Map<string, PresenceState>> {
    const states: Map<string, PresenceState> = userIds.length === 0 ? new Map() : await this.load(userIds);
    return new Map(userIds.map((id) => [id, states.get(id) ?? 'offline']));
  }
}
