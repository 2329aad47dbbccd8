import type { Conversation } from '@contract/dm.js';
import type { UserSummary } from '@contract/users.js';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.js';
import { t } from '../i18n.js';
import { rememberPeople } from '../people.js';
import { keys } from '../query.js';

const allDms = async (): Promise<Conversation[]> => {
  const { conversations } = await api.listDms();
  rememberPeople(conversations.flatMap(({ participants }) => participants));
  return conversations;
};

export const useDms = () => useQuery({ queryKey: keys.dms, queryFn: allDms });

export const useDm = (id: string) => {
  const dms = useDms();
  const listed = dms.data?.find((dm) => dm.id === id);
  const asked = useQuery({
    queryKey: ['dm', id],
    queryFn: async () => (await api.getDm({ dm_id: id })).conversation,
    enabled: dms.isSuccess && !listed,
  });
  return {
    dm: listed ?? asked.data,
    error: asked.error,
    isPending: dms.isPending || (!listed && asked.isPending),
  };
};

/** The others; who wrote to nobody but themselves is their own other. */
export const othersIn = ({ participants }: Conversation, me: string | undefined): UserSummary[] => {
  const others = participants.filter(({ id }) => id !== me);
  return others.length > 0 ? others : participants;
};

export const dmName = (dm: Conversation, me: string | undefined): string => {
  const others = othersIn(dm, me);
  const names = others.map(({ display_name }) =>
    others.length > 1 ? firstName(display_name) : display_name,
  );
  return names.length > 3
    ? t('dm.and_more', { names: names.slice(0, 3).join(', '), count: names.length - 3 })
    : names.join(', ');
};

const firstName = (name: string): string => name.split(' ')[0] ?? name;
