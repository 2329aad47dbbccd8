import type { Conversation } from '@contract/dm.js';
import type { Status, User } from '@contract/users.js';
import { api } from '@/lib/api.js';
import { upsertDm } from '@/lib/live/cache.js';
import { useLive } from '@/lib/live/state.js';
import { rememberPeople } from '@/lib/people.js';

export const openDm = async (userIds: string[]): Promise<Conversation> => {
  const answer = await api.openDm({
    participant_ids: userIds,
  });
  upsertDm(answer.conversation);
  return answer.conversation;
};

const keepMe = ({ user }: { user: User }): void => {
  useLive.setState(({ me }) => ({ me: { ...me, ...user } }));
  rememberPeople([user]);
};

export const saveProfile = async (displayName: string): Promise<void> =>
  keepMe(await api.updateMe({ display_name: displayName }));

export const savePicture = async (
  picture: { avatar_file_id: string } | { avatar_url: null },
): Promise<void> => keepMe(await api.updateMe(picture));

export const saveStatus = async (status: Status): Promise<void> => keepMe(await api.setStatus(status));
