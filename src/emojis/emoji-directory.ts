import { Injectable } from '@nestjs/common';
import { ShortCache } from '../common/cache/short-cache.js';
import { AppError } from '../common/errors/app-error.js';
import { customEmojiName } from '../contract/emoji.js';
import type { CustomEmoji } from '../contract/emojis.js';
import { DomainEvents } from '../events/domain-events.js';
import { EmojiSetRepository } from './emoji-set.repository.js';

/** Events keep it current; this is the net below a lost one. */
const LIFE_MS = 10_000;
const ALL = 'all';

/** Which emoji there are. Cheap enough to ask with every reaction. */
@Injectable()
export class EmojiDirectory {
  private readonly sets: ShortCache<CustomEmoji[]>;

  constructor(repository: EmojiSetRepository, events: DomainEvents) {
    this.sets = new ShortCache(() => repository.list(), LIFE_MS);
    events.everywhere('emojis_changed', () => this.sets.invalidate(ALL));
  }

  list(): Promise<CustomEmoji[]> {
    return this.sets.get(ALL);
  }

  /** Emoji of Unicode are known; of names those that somebody made. Throws `emoji_not_found`. */
  async requireKnown(emoji: string): Promise<void> {
    const wanted = customEmojiName(emoji);
    if (wanted === undefined) return;
    const all = await this.list();
    if (!all.some(({ name }) => name === wanted)) throw new AppError('emoji_not_found');
  }
}
