import type { Bot, BotToken } from '../contract/bots.js';
import type { ApiToken } from '../identity/api-token.repository.js';
import { hasEnd } from '../identity/api-token.service.js';
import { isActive, type UserRecord } from '../users/user.record.js';

export const toBot = (user: UserRecord, owner_id: string): Bot => ({
  id: user.id,
  username: user.username,
  display_name: user.display_name,
  avatar_url: user.avatar_url,
  owner_id,
  active: isActive(user),
  created_at: user.created_at.toISOString(),
});

export const toBotToken = (token: ApiToken): BotToken => ({
  id: token.id,
  name: token.name,
  scopes: token.scopes,
  created_at: token.created_at.toISOString(),
  expires_at: hasEnd(token) ? token.expires_at.toISOString() : null,
  last_used_at: token.last_used_at?.toISOString() ?? null,
});
