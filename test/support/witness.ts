import { expect } from 'vitest';
import type { TestApp } from './app.js';
import { isPolluted } from './junk.js';
import { type Line, type Person, registerAll } from './people.js';
import { createRoom } from './rooms.js';

/** Resolves when the server or the network has ended the connection. */
export const ended = async ({ socket }: Line): Promise<void> => {
  if (socket.disconnected) return;
  await new Promise((resolve) => socket.once('disconnect', resolve));
};

/** Two people in a room who go on talking whatever others do to the server, and an ear for what nobody caught. */
export class Witness {
  private count = 0;
  private readonly faults: unknown[] = [];
  private readonly hear = (error: unknown): void => void this.faults.push(error);

  private constructor(
    readonly owner: Person,
    readonly room_id: string,
    private readonly speaker: Line,
    private readonly listener: Line,
  ) {
    for (const name of ['unhandledRejection', 'uncaughtException']) process.on(name, this.hear);
  }

  static async of({ url }: TestApp): Promise<Witness> {
    const [owner, member] = await registerAll(url, 'speaker', 'listener');
    const { id } = await createRoom(owner, { member_ids: [member.id] });
    return new Witness(owner, id, await owner.connect(), await member.connect());
  }

  /** The two still have the connections they had, a send works, nothing went uncaught, no prototype has changed. */
  async expectCalm(): Promise<void> {
    this.count += 1;
    const content = `still here ${this.count}`;
    const answer = await this.speaker.ask('send_message', { room_id: this.room_id, content });
    expect(answer).toMatchObject({ ok: true, message: { content } });
    await this.listener.next('new_message', (message) => message.content === content);
    expect([this.speaker.socket.connected, this.listener.socket.connected]).toEqual([true, true]);
    expect(this.faults).toEqual([]);
    expect(isPolluted()).toBe(false);
  }

  close(): void {
    for (const name of ['unhandledRejection', 'uncaughtException']) process.off(name, this.hear);
    this.speaker.close();
    this.listener.close();
  }
}
