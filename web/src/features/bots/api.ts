import type { Bot } from '@contract/bots.js';
import type { TokenScope } from '@contract/scopes.js';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api.js';
import { usePages } from '@/lib/data/pages.js';
import { queryClient } from '@/lib/query.js';

const BOTS = ['bots'] as const;
const tokensKey = (botId: string) => ['bot-tokens', botId] as const;

/** One's own, or for administrators those of everybody. */
export const useBots = (isAll: boolean) =>
  usePages({
    key: [...BOTS, isAll],
    load: (after) => api.listBots({ all: isAll ? 'true' : undefined, after }),
    items: ({ bots }) => bots,
  });

const refreshBots = (): Promise<void> => queryClient.invalidateQueries({ queryKey: BOTS });
const refreshTokens = (botId: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: tokensKey(botId) });

export const createBot = async (bot: Pick<Bot, 'username' | 'display_name'>): Promise<Bot> => {
  const answer = await api.createBot(bot);
  await refreshBots();
  return answer.bot;
};

export const updateBot = async (
  id: string,
  change: Partial<Pick<Bot, 'display_name' | 'owner_id' | 'active'>>,
): Promise<void> => {
  await api.updateBot({ bot_id: id, ...change });
  await Promise.all([refreshBots(), refreshTokens(id)]);
};

export const useTokens = (botId: string) =>
  useQuery({
    queryKey: tokensKey(botId),
    queryFn: async () => (await api.listBotTokens({ bot_id: botId })).tokens,
    staleTime: 0,
  });

export interface NewToken {
  name: string;
  scopes: TokenScope[];
  expires_at?: string;
}

export const createToken = async (botId: string, token: NewToken): Promise<string> => {
  const { secret } = await api.createBotToken({ bot_id: botId, ...token });
  await refreshTokens(botId);
  return secret;
};

export const revokeToken = async (botId: string, tokenId: string): Promise<void> => {
  await api.revokeBotToken({ bot_id: botId, token_id: tokenId });
  await refreshTokens(botId);
};
