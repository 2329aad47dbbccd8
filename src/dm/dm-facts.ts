import { Injectable } from '@nestjs/common';
import { AccessService, type ConversationFacts } from '../access/access.service.js';
import { DirectMessageRepository } from './direct-message.repository.js';

/** Tells access what it needs to know of direct messages: closed to everybody else, and never archived. */
@Injectable()
export class DmFacts {
  constructor(
    access: AccessService,
    private readonly dms: DirectMessageRepository,
  ) {
    access.register('dm', (id) => this.of(id));
  }

  private async of(id: string): Promise<ConversationFacts | null> {
    const dm = await this.dms.find(id);
    return dm && { ref: { id, type: 'dm' }, open: false, archived: false };
  }
}
