import { Injectable } from '@nestjs/common';
import { SessionsService } from '../auth/sessions.service.js';
import { AppError } from '../common/errors/app-error.js';
import { shortened } from '../common/network/address.js';
import type { Input, Output } from '../contract/operation.js';
import type * as contract from '../contract/sessions.js';
import type { Caller } from '../identity/caller.js';
import { type LiveSession, SessionRepository } from '../identity/session.repository.js';
import { deviceOf } from './device.rules.js';

/** Where somebody is signed in. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly repository: SessionRepository,
    private readonly sessions: SessionsService,
  ) {}

  async list({ id, session_id }: Caller): Promise<Output<typeof contract.listSessions>> {
    const live = await this.repository.liveOf(id);
    const latestFirst = live.sort((a, b) => b.last_seen_at.getTime() - a.last_seen_at.getTime());
    return { sessions: latestFirst.map((session) => toOwnSession(session, session_id)) };
  }

  async end({ id }: Caller, { session_id }: Input<typeof contract.endSession>): Promise<void> {
    const live = await this.repository.liveOf(id);
    if (!live.some((session) => session.id === session_id)) throw new AppError('session_not_found');
    await this.sessions.end(session_id);
  }

  endOthers({ id, session_id }: Caller): Promise<void> {
    return this.sessions.endAllOf(id, session_id);
  }
}

const toOwnSession = (session: LiveSession, current: string): contract.OwnSession => ({
  id: session.id,
  device: deviceOf(session.user_agent),
  ip: shortened(session.ip),
  created_at: session.created_at.toISOString(),
  last_seen_at: session.last_seen_at.toISOString(),
  expires_at: session.expires_at.toISOString(),
  current: session.id === current,
});
