import type { Delivery, IncomingWebhook, WebhookEvent } from '@contract/webhooks.js';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api.js';
import { usePages } from '@/lib/data/pages.js';
import { queryClient } from '@/lib/query.js';

type Kind = 'incoming' | 'outgoing';

const keyOf = (roomId: string, kind: Kind) => ['webhooks', roomId, kind] as const;
const deliveriesKey = (hookId: string) => ['deliveries', hookId] as const;

const refresh = ({ room_id }: { room_id: string }, kind: Kind): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: keyOf(room_id, kind) });

export const useIncoming = (room_id: string) =>
  useQuery({
    queryKey: keyOf(room_id, 'incoming'),
    queryFn: async () => (await api.listIncomingWebhooks({ room_id })).webhooks,
    staleTime: 0,
  });

export const useOutgoing = (room_id: string) =>
  useQuery({
    queryKey: keyOf(room_id, 'outgoing'),
    queryFn: async () => (await api.listOutgoingWebhooks({ room_id })).webhooks,
    staleTime: 0,
  });

type Hook = Pick<IncomingWebhook, 'id' | 'room_id'>;
const nameOf = ({ id, room_id }: Hook) => ({ room_id, webhook_id: id });

/** Its URL, which is shown this once. */
export const createIncoming = async (room_id: string, name: string): Promise<string> => {
  const { url } = await api.createIncomingWebhook({ room_id, name });
  await refresh({ room_id }, 'incoming');
  return url;
};

/** Another URL; the one before is good no more. */
export const rotateIncoming = async (hook: Hook): Promise<string> =>
  (await api.rotateIncomingWebhook(nameOf(hook))).url;

interface OutgoingInput {
  url: string;
  events: WebhookEvent[];
}

/** The key of its signatures. */
export const createOutgoing = async (room_id: string, input: OutgoingInput): Promise<string> => {
  const { secret } = await api.createOutgoingWebhook({ room_id, ...input });
  await refresh({ room_id }, 'outgoing');
  return secret;
};

export const rotateOutgoing = async (hook: Hook): Promise<string> =>
  (await api.rotateOutgoingWebhook(nameOf(hook))).secret;

export const updateHook = async (
  hook: Hook,
  kind: Kind,
  change: Partial<OutgoingInput> & { active?: boolean },
): Promise<void> => {
  const update = kind === 'incoming' ? api.updateIncomingWebhook : api.updateOutgoingWebhook;
  await update({ ...nameOf(hook), ...change });
  await refresh(hook, kind);
};

export const deleteHook = async (hook: Hook, kind: Kind): Promise<void> => {
  await (kind === 'incoming' ? api.deleteIncomingWebhook : api.deleteOutgoingWebhook)(nameOf(hook));
  await refresh(hook, kind);
};

const LOG_MS = 5_000;

export const useDeliveries = (hook: Hook) =>
  usePages({
    key: deliveriesKey(hook.id),
    load: (before) => api.listWebhookDeliveries({ ...nameOf(hook), before }),
    items: ({ deliveries }) => deliveries,
    everyMs: LOG_MS,
  });

export const redeliver = async (hook: Hook, { id }: Delivery): Promise<void> => {
  await api.redeliverWebhook({ ...nameOf(hook), delivery_id: id });
  await queryClient.invalidateQueries({ queryKey: deliveriesKey(hook.id) });
};
