import { Injectable } from '@nestjs/common';
import { ConversationHeads } from '../access/conversation-heads.js';
import { ShortCache } from '../common/cache/short-cache.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { SearchRepository } from './search.repository.js';

const SAMPLE = 500;
const SAMPLE_LIFE_MS = 10 * 60_000;
const MOST_SAMPLES = 50;
/** The database reads what it has of each term that it is asked for, and looks at each message that has all of them. */
const ASKED = { least: 3, most: 6 } as const;

/** Which of the latest messages have a term, by their place among them. */
type Sample = ReadonlyMap<string, readonly number[]>;

/** Which terms to ask for in a conversation, judged by its latest messages. Wrong guesses cost time and change no answer. */
@Injectable()
export class TermFrequencies {
  private readonly samples = new ShortCache<Sample>((key) => this.sample(key), SAMPLE_LIFE_MS, MOST_SAMPLES);

  constructor(
    private readonly repository: SearchRepository,
    private readonly heads: ConversationHeads,
  ) {}

  /**
   * Few terms that hardly any message of these conversations has together, judged by the longest of them; `absent` when it is
   * the only one and none of its latest has the first, the rarest.
   */
  async telling(
    conversations: ConversationRef[],
    terms: string[],
  ): Promise<{ terms: string[]; absent: boolean }> {
    const longest = terms.length > 0 && (await this.longest(conversations));
    if (!longest) return { terms, absent: false };
    const sample = await this.samples.get(`${longest.type}:${longest.id}`);
    const placesOf = (term: string) => sample.get(term) ?? [];
    const rarest = terms.toSorted((a, b) => placesOf(a).length - placesOf(b).length);
    const asked = rarest.slice(0, ASKED.least);
    let together = asked.map(placesOf).reduce(common);
    for (const term of rarest.slice(ASKED.least)) {
      if (together.length === 0 || asked.length === ASKED.most) break;
      const left = common(together, placesOf(term));
      if (left.length === together.length) continue;
      asked.push(term);
      together = left;
    }
    const absent = conversations.length === 1 && placesOf(asked[0] as string).length === 0;
    return { terms: asked, absent };
  }

  private async longest(conversations: ConversationRef[]): Promise<ConversationRef | undefined> {
    if (conversations.length < 2) return conversations[0];
    const heads = await this.heads.read(conversations);
    const lengthOf = ({ id }: ConversationRef) => heads.get(id)?.seq ?? 0;
    return conversations.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  }

  private async sample(key: string): Promise<Sample> {
    const [type, id] = key.split(':') as [ConversationRef['type'], string];
    const { seq } = await this.heads.readOne({ type, id });
    const sample = new Map<string, number[]>();
    const latest = await this.repository.termsOf(id, { from: seq - SAMPLE + 1, below: seq + 1 });
    for (const [place, terms] of latest.entries())
      for (const term of terms) {
        const known = sample.get(term);
        if (known) known.push(place);
        else sample.set(term, [place]);
      }
    return sample;
  }
}

const common = (a: readonly number[], b: readonly number[]): readonly number[] => {
  const known = new Set(b);
  return a.filter((place) => known.has(place));
};
