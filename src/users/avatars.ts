import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { GuardedFetch, OutboundError } from '../common/net/guarded-fetch.js';
import type { Caller } from '../identity/caller.js';
import { PicturesService } from '../uploads/pictures.service.js';

const SHAPE = 'avatar';
const IMAGE = { timeoutMs: 8_000, maxSize: 8_000_000, maxRedirects: 3 } as const;

interface Wanted {
  avatar_url?: string | null;
  avatar_file_id?: string;
}

/** Pictures of people are always ours: from an address elsewhere, whoever is there would learn who looks, and from where. */
@Injectable()
export class Avatars {
  constructor(
    private readonly pictures: PicturesService,
    private readonly net: GuardedFetch,
  ) {}

  /** What to store as the `avatar_url` of this user: `undefined` where it stays as it is. Throws `file_refused` for no picture. */
  async of(
    caller: Caller,
    user: { id: string; avatar_url: string | null },
    { avatar_url, avatar_file_id }: Wanted,
  ): Promise<string | null | undefined> {
    const owner = { kind: 'user', id: user.id };
    if (avatar_file_id !== undefined)
      return (await this.pictures.makeFromFile(caller, avatar_file_id, SHAPE, owner)).url;
    // What came with the profile can be sent back with it.
    if (avatar_url === undefined || avatar_url === user.avatar_url) return undefined;
    if (avatar_url === null) return null;
    return (await this.pictures.make(await this.fetch(avatar_url), SHAPE, owner)).url;
  }

  private async fetch(address: string): Promise<Buffer> {
    try {
      const answer = await this.net.fetch(address, { ...IMAGE, headers: { accept: 'image/*' } });
      if (answer.status === 200) return answer.body;
      throw new AppError('file_refused', { detail: `It answered ${answer.status}.` });
    } catch (error) {
      if (error instanceof OutboundError) throw new AppError('file_refused', { detail: error.message });
      throw error;
    }
  }
}
