import { AppError } from '../common/errors/app-error.js';
import type { CustomEmoji } from '../contract/emojis.js';
import { limits } from '../contract/limits.js';

/** Whether the set can take an emoji of this name. */
export const requireRoomFor = (name: string, all: readonly Pick<CustomEmoji, 'name'>[]): void => {
  if (all.some((emoji) => emoji.name === name)) throw new AppError('emoji_name_taken');
  if (all.length >= limits.customEmojis) throw new AppError('emoji_limit_reached');
};
