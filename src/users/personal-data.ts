import { Injectable } from '@nestjs/common';

/** Takes away what a domain holds of somebody. May run again after a crash: what is gone already is no failure. */
type Erase = (userId: string) => Promise<void>;

/** Domains that stand right of this folder say here how they forget somebody; an erasure asks all of them. */
@Injectable()
export class PersonalData {
  private readonly erasers = new Map<string, Erase>();

  /** In a constructor. `name` is the domain's. */
  register(name: string, erase: Erase): void {
    this.erasers.set(name, erase);
  }

  async erase(userId: string): Promise<void> {
    for (const erase of this.erasers.values()) await erase(userId);
  }
}
