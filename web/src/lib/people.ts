import type { UserSummary } from '@contract/users.js';
import { create } from 'zustand';
import { api } from './api.js';

interface PeopleState {
  byId: Record<string, UserSummary>;
}

/** Everybody whom this tab has met, as last seen. */
export const usePeople = create<PeopleState>(() => ({ byId: {} }));

/** `@username` in a line of its own direction, whichever way the text around it runs. */
export const handleOf = ({ username }: Pick<UserSummary, 'username'>): string => `\u2068@${username}\u2069`;

const isSame = (a: UserSummary | undefined, b: UserSummary): boolean =>
  a?.display_name === b.display_name && a.username === b.username && a.avatar_url === b.avatar_url;

export const rememberPeople = (people: readonly UserSummary[]): void => {
  const { byId } = usePeople.getState();
  const news = people.filter((person) => !isSame(byId[person.id], person));
  if (news.length === 0) return;
  const added = Object.fromEntries(
    news.map(({ id, username, display_name, avatar_url }) => [
      id,
      { id, username, display_name, avatar_url },
    ]),
  );
  usePeople.setState({ byId: { ...byId, ...added } });
};

const asked = new Set<string>();

/** Asks for those whom nobody has shown to this tab yet. */
export const ensurePeople = (ids: readonly string[]): void => {
  const { byId } = usePeople.getState();
  for (const id of ids) {
    if (byId[id] || asked.has(id)) continue;
    asked.add(id);
    api.getUser({ user_id: id }).then(
      ({ user }) => rememberPeople([user]),
      () => asked.delete(id),
    );
  }
};
