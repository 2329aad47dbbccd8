import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { AppError } from '../common/errors/app-error.js';
import type { UserSummary } from '../contract/users.js';
import { newId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { UserDirectory } from '../users/user-directory.js';
import { requireAllExist } from '../users/users.rules.js';
import { DirectMessageRepository, type StoredDm } from './direct-message.repository.js';
import { toConversation } from './dm.mapper.js';
import { keyOf, participantsOf } from './dm.rules.js';

/** Of those who make the same conversation at once, one is through with it before these are over. */
const MAX_TRIES = 8;
const RETRY_MS = 50;

interface Found {
  dm: StoredDm;
  created: boolean;
}

/** Finds the one conversation of a set of people, or makes it, whoever asks for it. */
@Injectable()
export class DmMaker {
  private readonly underWay = new Map<string, Promise<Found>>();

  constructor(
    private readonly access: AccessService,
    private readonly dms: DirectMessageRepository,
    private readonly memberships: MembershipRepository,
    private readonly users: UserDirectory,
    private readonly events: DomainEvents,
  ) {}

  /** `path` is the input's field that named the people. */
  async findOrMake(caller: { id: string }, named: string[], path: string): Promise<Found> {
    const ids = participantsOf(caller.id, named, path);
    const dm = await this.dms.findByKey(keyOf(ids));
    if (dm) return { dm, created: false };
    const [other, ...more] = ids.filter((id) => id !== caller.id);
    if (other !== undefined && more.length === 0) await this.access.requireContact(caller, other);
    return this.make(ids, path);
  }

  /** Where the two talk; null when they have not yet. */
  async findWith(caller: { id: string }, user_id: string): Promise<{ dm_id: string } | null> {
    const dm = await this.dms.findByKey(keyOf(participantsOf(caller.id, [user_id], 'user_id')));
    return dm && { dm_id: dm.id };
  }

  async makeWith(caller: { id: string }, user_id: string): Promise<{ dm_id: string }> {
    const { dm } = await this.findOrMake(caller, [user_id], 'user_id');
    return { dm_id: dm.id };
  }

  private async make(ids: string[], path: string): Promise<Found> {
    const people = await this.users.summaries(ids);
    requireAllExist(ids, people, path);
    if ((await this.users.inactive(ids)).size > 0) throw new AppError('user_deactivated');
    const key = keyOf(ids);
    // The index decides between nodes. On one node the others wait here, and not in a transaction each.
    const first = this.underWay.get(key);
    if (first !== undefined) return { dm: (await first).dm, created: false };
    const made = this.makeOnce(ids, key, people).finally(() => this.underWay.delete(key));
    this.underWay.set(key, made);
    return made;
  }

  private async makeOnce(
    ids: string[],
    key: string,
    people: ReadonlyMap<string, UserSummary>,
  ): Promise<Found> {
    const conversation: ConversationRef = { id: newId(), type: 'dm' };
    const members = ids.map((user_id) => ({ user_id, role: 'member' as const }));
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const dm = await this.dms.create({ id: conversation.id, participant_ids: ids, key }, (session) =>
        this.memberships.addFirst(conversation, members, session),
      );
      if (dm) {
        await this.events.emit('dm_created', { conversation, user_ids: ids, dm: toConversation(dm, people) });
        return { dm, created: true };
      }
      const first = await this.dms.findByKey(key);
      if (first) return { dm: first, created: false };
      await setTimeout(Math.random() * RETRY_MS * tries);
    }
    throw new AppError('service_unavailable');
  }
}
