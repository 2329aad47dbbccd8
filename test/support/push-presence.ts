import type { User } from '../../src/contract/users.js';
import type { Person } from './people.js';
import { until } from './until.js';

/** Until others see them so. */
export const untilPresence = (seenBy: Person, whom: Person, state: string): Promise<void> =>
  until(
    async () => {
      const { body } = await seenBy.api<{ user: User }>('GET', `/users/${whom.id}`);
      return body.user.status.state === state;
    },
    { what: `${whom.username} being ${state}` },
  );
