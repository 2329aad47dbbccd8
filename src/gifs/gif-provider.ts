import type { Gif } from '../contract/gifs.js';

export interface GifPage {
  gifs: Gif[];
  /** Where the next page begins; null when this was the last. */
  next: number | null;
}

/** Who finds GIFs. Another provider is another class of this shape. */
export abstract class GifProvider {
  /** An empty query: those that many send just now. Throws when there is no answer that can be read. */
  abstract find(query: string, page: { offset: number; limit: number }): Promise<GifPage>;
}
