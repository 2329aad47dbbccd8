import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { MembershipRepository } from '../access/membership.repository.js';
import { SessionRepository } from '../identity/session.repository.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ChangesService } from '../messages/changes.service.js';
import { MessageRepository } from '../messages/message.repository.js';
import { Roster } from '../rooms/roster.js';
import { FileRepository } from '../uploads/file.repository.js';
import { PicturesService } from '../uploads/pictures.service.js';
import { AccountRepository } from '../users/account.repository.js';
import { PersonalData } from '../users/personal-data.js';

const KIND = 'erase_account';
const SWEEP_MS = 600_000;
const PAGE = 200;

interface Job {
  user_id: string;
}

/**
 * What an erasure takes away after the account itself is empty. It is written down with the account what is left to do: a
 * job does it, and where the job was lost, or its node died, the sweep asks for it again. Each step bears being repeated.
 */
@Injectable()
export class ErasureService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ErasureService.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly jobs: JobsService,
    private readonly accounts: AccountRepository,
    private readonly memberships: MembershipRepository,
    private readonly roster: Roster,
    private readonly messages: MessageRepository,
    private readonly changes: ChangesService,
    private readonly data: PersonalData,
    private readonly sessions: SessionRepository,
    private readonly files: FileRepository,
    private readonly pictures: PicturesService,
  ) {
    jobs.handle<Job>(KIND, 'light', ({ user_id }) => this.run(user_id));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS).unref();
    void this.sweep();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** What cannot be asked for now, Redis being away, the sweep asks for later. */
  async start(userId: string): Promise<void> {
    await this.jobs.add<Job>(KIND, { user_id: userId }, { id: userId }).catch(() => undefined);
  }

  private async sweep(): Promise<void> {
    try {
      for (const id of await this.accounts.erasuresUnderWay()) await this.start(id);
    } catch (error) {
      this.log.warn({ err: error });
    }
  }

  private async run(userId: string): Promise<void> {
    const left = await this.accounts.erasure(userId);
    if (!left) return;
    await this.leaveRooms(userId);
    await this.forgetTraces(userId);
    await this.data.erase(userId);
    if (left.messages) await this.eraseMessages(userId);
    await this.accounts.finishErasure(userId);
  }

  /** What those keep who stand left of users, and cannot be asked through PersonalData. */
  private async forgetTraces(userId: string): Promise<void> {
    await this.sessions.forgetDevices(userId);
    await this.files.discardUnsent(userId);
    await this.pictures.releaseAllOf({ kind: 'user', id: userId });
  }

  /** An owner's room passes to the next in rank. Direct messages stay with the others, who cannot write in them any more. */
  private async leaveRooms(userId: string): Promise<void> {
    for (const { conversation, role } of await this.memberships.ofUser(userId)) {
      if (conversation.type === 'room') await this.roster.dismiss(conversation, userId, role);
    }
    const still = await this.memberships.ofUser(userId);
    // Somebody gave them another role in the meantime.
    if (still.some(({ conversation }) => conversation.type === 'room')) await this.leaveRooms(userId);
  }

  /** By the path of every deletion, so that clients, search and what else follows messages learn of each. */
  private async eraseMessages(userId: string): Promise<void> {
    let since = new Date(0);
    for (;;) {
      const page = await this.messages.writtenBy(userId, since, PAGE);
      for (const message of page) await this.changes.withdraw(userId, message);
      if (page.length < PAGE) return;
      since = page.at(-1)?.created_at ?? since;
    }
  }
}
