import type { ReportAction, ReportState } from '@contract/reports.js';
import { useEffect } from 'react';
import type { z } from 'zod';
import { api } from '@/lib/api.js';
import { usePages } from '@/lib/data/pages.js';
import { liveClient } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { queryClient } from '@/lib/query.js';

export type State = z.infer<typeof ReportState>;

const KEY = ['reports'] as const;

/** Of a room, or without one those of direct messages, which the administrators of the server decide about. */
export const useReports = (roomId: string | undefined, state: State) =>
  usePages({
    key: [...KEY, roomId ?? 'server', state],
    load: (before) =>
      roomId ? api.listRoomReports({ room_id: roomId, state, before }) : api.listReports({ state, before }),
    items: ({ reports }) => reports,
  });

const refresh = (): void => void queryClient.invalidateQueries({ queryKey: KEY });

/** What others report and decide is seen at once, and after a gap it is asked for. */
export const useLiveReports = (): void => {
  const generation = useLive((state) => state.generation);
  useEffect(() => {
    if (generation === 0) return undefined;
    if (generation > 1) refresh();
    const client = liveClient();
    const unbind = [client.on('report_created', refresh), client.on('report_resolved', refresh)];
    return () => {
      for (const stop of unbind) stop();
    };
  }, [generation]);
};

export interface Verdict {
  action: ReportAction;
  reason?: string;
  expires_in_ms?: number;
}

export const resolveReport = async (id: string, verdict: Verdict): Promise<void> => {
  await api.resolveReport({ report_id: id, ...verdict }).finally(refresh);
};
