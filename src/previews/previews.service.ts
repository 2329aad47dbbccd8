import { Injectable, Logger } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import type { LinkPreview, Message } from '../contract/message.js';
import type { Input, Output } from '../contract/operation.js';
import type { removePreviews } from '../contract/previews.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ChangesService } from '../messages/changes.service.js';
import type { StoredMessage } from '../messages/message.js';
import { MessageMapper } from '../messages/message.mapper.js';
import { MessageRepository } from '../messages/message.repository.js';
import { RoomRepository } from '../rooms/room.repository.js';
import { PreviewReader } from './preview-reader.js';
import { linksToPreview, mayHaveLinks, samePreviews } from './previews.rules.js';

const JOB = 'previews';
/** Somebody who reacts while a page is read voids what was read for. */
const TRIES = 10;

/**
 * Previews of links. They are made after the message is on its way, by any node, and come as a change of it. A message
 * that Redis never heard of gets none; nothing waits for them.
 */
@Injectable()
export class PreviewsService {
  private readonly log = new Logger(PreviewsService.name);

  constructor(
    private readonly access: AccessService,
    private readonly messages: MessageRepository,
    private readonly changes: ChangesService,
    private readonly mapper: MessageMapper,
    private readonly rooms: RoomRepository,
    private readonly reader: PreviewReader,
    private readonly jobs: JobsService,
    config: Config,
    events: DomainEvents,
  ) {
    jobs.handle<{ message_id: string }>(JOB, 'light', ({ message_id }) => this.preview(message_id));
    if (config.env.LINK_PREVIEWS === 'off') return;
    events.on('messages_created', async ({ messages: created }) => {
      await Promise.all(created.filter(({ content }) => mayHaveLinks(content)).map((one) => this.ask(one)));
    });
    events.on('message_changed', async ({ kind, message }) => {
      const concerned = mayHaveLinks(message.content) || message.link_previews.length > 0;
      if (kind === 'edited' && concerned) await this.ask(message);
    });
  }

  async remove(
    caller: Caller,
    { message_id }: Input<typeof removePreviews>,
  ): Promise<Output<typeof removePreviews>> {
    const message = await this.find(message_id);
    await this.access.requireMessage(caller, 'delete_own', message.conversation);
    if (message.sender_id !== caller.id) throw new AppError('permission_denied');
    if (message.deleted) throw new AppError('message_deleted');
    if (message.previews_removed) return { message: await this.mapper.toMessage(message) };
    const removed = await this.changes.update(message, { link_previews: [], previews_removed: true });
    // It changed in the same moment: look again.
    if (!removed) return this.remove(caller, { message_id });
    return { message: await this.mapper.toMessage(removed) };
  }

  private async preview(messageId: string): Promise<void> {
    for (let left = TRIES; left > 0; left -= 1) {
      const message = await this.messages.byId(messageId);
      if (!message || !(await this.allowed(message))) return;
      const link_previews = await this.previewsOf(message);
      if (samePreviews(link_previews, message.link_previews)) return;
      if (await this.changes.update(message, { link_previews })) return;
    }
    throw new Error('the message changes faster than its links can be read');
  }

  private async allowed({ conversation, deleted, previews_removed }: StoredMessage): Promise<boolean> {
    if (deleted || previews_removed) return false;
    if (conversation.type === 'dm') return true;
    return (await this.rooms.find(conversation.id))?.link_previews ?? false;
  }

  private async previewsOf({ content }: StoredMessage): Promise<LinkPreview[]> {
    const links = linksToPreview(content);
    const read = await Promise.all(links.map((url) => this.reader.read(url)));
    return links.flatMap((url, n) => {
      const preview = read[n];
      return preview ? [{ url, ...preview }] : [];
    });
  }

  private async ask({ id, rev }: Message): Promise<void> {
    await this.jobs
      .add(JOB, { message_id: id }, { id: `${id}-${rev}` })
      .catch((error: Error) => this.log.warn(`No previews for ${id}: ${error.message}`));
  }

  private async find(messageId: string): Promise<StoredMessage> {
    const message = await this.messages.byId(messageId);
    if (!message) throw new AppError('message_not_found');
    return message;
  }
}
