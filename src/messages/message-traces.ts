import { Injectable } from '@nestjs/common';

/** Takes away what a domain keeps about these messages of a room. May run again after a crash. */
type Forget = (roomId: string, messageIds: string[]) => Promise<void>;

/** Domains that stand right of this folder say here what goes with messages that are removed for their age. */
@Injectable()
export class MessageTraces {
  private readonly known: Forget[] = [];

  /** In a constructor. */
  register(forget: Forget): void {
    this.known.push(forget);
  }

  async forget(roomId: string, messageIds: string[]): Promise<void> {
    for (const forget of this.known) await forget(roomId, messageIds);
  }
}
