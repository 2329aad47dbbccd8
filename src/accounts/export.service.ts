import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { placeOf } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import type { Caller } from '../identity/caller.js';
import type { StoredMessage } from '../messages/message.js';
import { MessageRepository } from '../messages/message.repository.js';
import { FileRepository } from '../uploads/file.repository.js';
import { PersonalData } from '../users/personal-data.js';
import { UsersService } from '../users/users.service.js';
import { OwnSessionsService } from './own-sessions.service.js';

const FORMAT = 1;
const PAGE = 200;

/** What somebody takes along of themselves. Written as it is read: memory holds a page of it, however much there is. */
@Injectable()
export class ExportService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: OwnSessionsService,
    private readonly memberships: MembershipRepository,
    private readonly messages: MessageRepository,
    private readonly files: FileRepository,
    private readonly data: PersonalData,
  ) {}

  async send(caller: Caller, response: Response): Promise<void> {
    const [{ user }, { sessions }] = await Promise.all([this.users.me(caller), this.sessions.list(caller)]);
    response.set({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="parley-${user.username}.json"`,
      'cache-control': 'no-store',
    });
    const parts: Record<string, unknown> = {
      ...{ format: FORMAT, exported_at: new Date().toISOString(), profile: user, sessions },
      conversations: await this.conversations(caller.id),
      messages: this.written(caller.id),
      files: this.uploaded(caller.id),
    };
    // Who goes away in the middle has seen enough; what fails in the middle ends it, as its head is sent.
    await pipeline(Readable.from(this.json(caller.id, parts)), response).catch(() => response.destroy());
  }

  private async *json(userId: string, parts: Record<string, unknown>): AsyncGenerator<string> {
    yield '{\n';
    let separator = '';
    for (const [name, part] of Object.entries(parts)) {
      yield `${separator}${JSON.stringify(name)}: `;
      if (isIterable(part)) yield* list(part);
      else yield JSON.stringify(part);
      separator = ',\n';
    }
    for await (const [name, part] of this.data.collect(userId))
      yield `,\n${JSON.stringify(name)}: ${JSON.stringify(part)}`;
    yield '\n}\n';
  }

  private async conversations(userId: string): Promise<object[]> {
    const memberships = await this.memberships.ofUser(userId);
    return memberships.map(({ conversation, role, joined_at }) => ({
      ...placeOf(conversation),
      ...{ role, joined_at },
    }));
  }

  private async *written(userId: string): AsyncGenerator<object> {
    let since = new Date(0);
    // Of the moment at which the page before ended: they come again.
    let known = new Set<string>();
    for (;;) {
      const page = await this.messages.writtenBy(userId, since, PAGE);
      for (const message of page) if (!known.has(message.id)) yield toExported(message);
      const last = page.at(-1)?.created_at;
      if (page.length < PAGE || !last) return;
      known = new Set(page.filter(({ created_at }) => +created_at === +last).map(({ id }) => id));
      since = last;
    }
  }

  private async *uploaded(userId: string): AsyncGenerator<object> {
    for await (const { id, file_name, file_size, content_type, created_at } of this.files.readyOf(userId))
      yield { id, file_name, file_size, content_type, created_at };
  }
}

const isIterable = (part: unknown): part is AsyncIterable<object> =>
  typeof part === 'object' && part !== null && Symbol.asyncIterator in part;

async function* list(items: AsyncIterable<object>): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const item of items) {
    yield `${separator}${JSON.stringify(item)}`;
    separator = ',\n';
  }
  yield ']';
}

const toExported = (message: StoredMessage): object => {
  const { id, conversation, seq, kind, content, parent_id, created_at, edited_at } = message;
  return {
    ...{ id, ...placeOf(conversation), seq, kind, content, parent_id, created_at, edited_at },
    attachments: message.attachments.map((file) => ({ id: file.id, file_name: file.file_name })),
  };
};
