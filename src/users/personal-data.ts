import { Injectable } from '@nestjs/common';

/** Takes away what a domain holds of somebody. May run again after a crash: what is gone already is no failure. */
type Erase = (userId: string) => Promise<void>;
/** What a domain holds of somebody, as they may see it. Bounded: it is held in memory. */
type Read = (userId: string) => Promise<unknown>;

/** Domains that stand right of this folder say here how they forget somebody, and what they know of them. */
@Injectable()
export class PersonalData {
  private readonly erasers = new Map<string, Erase>();
  private readonly readers = new Map<string, Read>();

  /** In a constructor. `name` is the domain's; without `read` it holds nothing that an export should have. */
  register(name: string, erase: Erase, read?: Read): void {
    this.erasers.set(name, erase);
    if (read) this.readers.set(name, read);
  }

  async erase(userId: string): Promise<void> {
    for (const erase of this.erasers.values()) await erase(userId);
  }

  async *collect(userId: string): AsyncGenerator<[name: string, part: unknown]> {
    for (const [name, read] of this.readers) yield [name, await read(userId)];
  }
}
