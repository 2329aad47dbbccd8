import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DomainEvents } from '../events/domain-events.js';
import { JobsService } from '../jobs/jobs.service.js';
import { AgedRepository } from '../messages/aged.repository.js';
import type { Head } from '../messages/head.repository.js';
import { HeadService } from '../messages/head.service.js';
import { MessageTraces } from '../messages/message-traces.js';
import { PinRepository } from '../rooms/pin.repository.js';
import { toRoomInfo } from '../rooms/room.mapper.js';
import { RoomRepository } from '../rooms/room.repository.js';
import { AttachmentsService } from '../uploads/attachments.service.js';
import { cutoffOf, firstKept, keptDays } from './retention.rules.js';

const KIND = 'trim_room';
const SWEEP_MS = 3_600_000;
const BATCH = 500;

interface Job {
  room_id: string;
}

/**
 * Removes what is older than its room keeps. First the beginning of the room is moved, at which all readers look, then the
 * messages before it go, batch by batch, with all that was kept about them: whoever dies in between, the next sweep goes on.
 */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(RetentionService.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly config: Config,
    private readonly jobs: JobsService,
    private readonly rooms: RoomRepository,
    private readonly pins: PinRepository,
    private readonly heads: HeadService,
    private readonly aged: AgedRepository,
    private readonly attachments: AttachmentsService,
    private readonly traces: MessageTraces,
    private readonly events: DomainEvents,
  ) {
    jobs.handle<Job>(KIND, 'light', ({ room_id }) => this.trim(room_id));
  }

  onApplicationBootstrap(): void {
    if (this.config.env.JOBS === 'off') return;
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS).unref();
    void this.sweep();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Without Redis the next sweep asks again. */
  async sweep(): Promise<void> {
    try {
      for (const room_id of await this.rooms.withRetention({ all: this.config.env.RETENTION_DAYS > 0 }))
        await this.jobs.add<Job>(KIND, { room_id }, { id: room_id });
    } catch (error) {
      this.log.warn({ err: error });
    }
  }

  async trim(roomId: string, now = Date.now()): Promise<void> {
    const room = await this.rooms.find(roomId);
    const days = room && keptDays(room.retention_days, this.config.env.RETENTION_DAYS);
    if (!days) return;
    const head = (await this.heads.read([roomId])).get(roomId);
    if (!head) return;
    const floor = await this.moveBeginning(roomId, head, cutoffOf(days, now));
    const removed = await this.removeUntil(roomId, floor);
    if (!room.pinned_message_ids.some((id) => removed.has(id))) return;
    const after = await this.rooms.find(roomId);
    if (after) await this.events.emit('room_updated', { room: toRoomInfo(after) });
  }

  /** The number of the last message that does not belong to the room any more. */
  private async moveBeginning(roomId: string, head: Head, cutoff: Date): Promise<number> {
    const begins = (head.floor?.seq ?? 0) + 1;
    const first = await firstKept({ from: begins, to: head.seq }, async (seq) => {
      const message = await this.aged.at(roomId, seq);
      return !message || message.created_at < cutoff;
    });
    const last = first > begins ? await this.aged.at(roomId, first - 1) : null;
    if (!last) return begins - 1;
    await this.aged.raise(roomId, { seq: first - 1, top: last.top }, head);
    await this.events.emit('history_removed', { room_id: roomId, first_seq: first });
    return first - 1;
  }

  private async removeUntil(roomId: string, floor: number): Promise<Set<string>> {
    const removed = new Set<string>();
    for (let at = await this.aged.removedUntil(roomId); at < floor; at += BATCH) {
      const to = Math.min(at + BATCH, floor);
      const ids = await this.aged.idsBetween(roomId, at, to);
      await this.traces.forget(roomId, ids);
      await this.attachments.releaseOf(roomId, ids);
      await this.pins.removeAll(roomId, ids);
      await this.aged.remove(roomId, ids, to);
      for (const id of ids) removed.add(id);
    }
    return removed;
  }
}
