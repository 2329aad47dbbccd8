import { Injectable } from '@nestjs/common';
import type { PresenceState } from '../contract/users.js';

type Load = (userIds: string[]) => Promise<Map<string, PresenceState>>;

/** The states of people for those who stand left of presence. */
@Injectable()
export class PresenceView {
  private load: Load = () => Promise.resolve(new Map());

  /** Presence says here how states are read, as others see them: a constant number of queries for any number of people. */
  register(load: Load): void {
    this.load = load;
  }

  /** One for each id: who is not known to be there is offline. */
  async statesOf(userIds: string[]): Promise<Map<string, PresenceState>> {
    const states: Map<string, PresenceState> = userIds.length === 0 ? new Map() : await this.load(userIds);
    return new Map(userIds.map((id) => [id, states.get(id) ?? 'offline']));
  }
}
