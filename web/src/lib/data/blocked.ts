import type { UserSummary } from '@contract/users.js';
import type { ParleyClient } from '@sdk/client.js';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.js';
import { t } from '../i18n.js';
import { useLive } from '../live/state.js';
import { reportFailure } from '../problems.js';
import { keys, queryClient } from '../query.js';
import { showToast } from '../ui-state.js';

const keepIds = (ids: readonly string[]): void => useLive.setState({ blocked: new Set(ids) });

const allBlocked = async (): Promise<UserSummary[]> => {
  const { users } = await api.listBlocked();
  keepIds(users.map(({ id }) => id));
  return users;
};

export const useBlockedPeople = () => useQuery({ queryKey: keys.blocked, queryFn: allBlocked });

export const useIsBlocked = (userId: string): boolean => useLive(({ blocked }) => blocked.has(userId));

/** Who is blocked is known from the first message on, and the same on all own devices. */
export const bindBlocked = (client: ParleyClient): (() => void) => {
  const refresh = () =>
    void queryClient
      .fetchQuery({ queryKey: keys.blocked, queryFn: allBlocked, staleTime: 0 })
      .catch(() => undefined);
  const unbind = [
    client.on('ready', refresh),
    client.on('blocked_update', ({ user_ids }) => {
      keepIds(user_ids);
      refresh();
    }),
  ];
  return () => {
    for (const stop of unbind) stop();
  };
};

export const setBlocked = (person: Pick<UserSummary, 'id' | 'display_name'>, blocked: boolean): void => {
  (blocked ? api.blockUser : api.unblockUser)({ user_id: person.id }).then(() => {
    showToast({
      text: t(blocked ? 'blocked.blocked' : 'blocked.unblocked', { name: person.display_name }),
      isError: false,
      action: { label: t('action.undo'), run: () => setBlocked(person, !blocked) },
    });
  }, reportFailure);
};
