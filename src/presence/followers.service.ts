import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { AppError } from '../common/errors/app-error.js';
import type { Input } from '../contract/operation.js';
import type { Presence, presenceSubscribe } from '../contract/presence.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { ClusterBus } from '../realtime/cluster-bus.js';
import { type ParleySocket, SocketServer, userRoom } from '../realtime/socket-server.js';
import { UserRepository } from '../users/user.repository.js';
import { shownState } from '../users/users.rules.js';
import {
  presenceOf,
  type Shown,
  samePresence,
  sameShown,
  shownTo,
  unseenPresence,
} from './presence.rules.js';
import { PresenceStore, presenceTimes } from './presence.store.js';

interface Told {
  presence: Presence;
  /** Greater is later, on the clock of Redis; 0 when it was a guess without Redis. */
  version: number;
}

const ROOM = 'p:';
const CHUNK = 500;
/** How long what a node told its sockets may be wrong because Redis lost an announcement. */
const HEAL_MS = 20_000;
/** After Redis was away the nodes come back first, then what they know is settled. */
const TRUST_MS = presenceTimes.returnMs + 3_000;

const presenceRoom = (userId: string): string => ROOM + userId;
/** Sockets that asked for somebody from whom they are kept apart. Nothing is sent there: they wait for the end of it. */
const HIDDEN = 'h:';
const hiddenRoom = (viewerId: string, userId: string): string => `${HIDDEN}${userId}:${viewerId}`;
const isFollowing = (room: string): boolean => room.startsWith(ROOM) || room.startsWith(HIDDEN);
const isTold = (payload: unknown): payload is Told =>
  typeof payload === 'object' && payload !== null && 'presence' in payload && 'version' in payload;

/**
 * Sockets of this node that asked for the presence of people. The node knows what it told them last: so it tells nothing
 * twice, nothing late, and finds what Redis lost on the way.
 */
@Injectable()
export class FollowersService implements OnModuleInit, OnApplicationShutdown {
  private readonly told = new Map<string, Told>();
  private readonly left = new Set<string>();
  private healing?: NodeJS.Timeout;
  /** How many blocks were made or lifted since this node began. */
  private separations = 0;

  constructor(
    private readonly sockets: SocketServer,
    private readonly bus: ClusterBus,
    private readonly store: PresenceStore,
    private readonly users: UserRepository,
    private readonly access: AccessService,
    events: DomainEvents,
  ) {
    events.everywhere('blocks_changed', async ({ user_id, changed }) => {
      this.separations += 1;
      await Promise.resolve(); // By then what others had cached of it is forgotten.
      await Promise.all([this.reconsider(user_id, changed), this.reconsider(changed, user_id)]);
    });
    bus.onTopic((payload, topic) => {
      if (topic.startsWith(ROOM) && isTold(payload)) this.accept(payload);
    });
  }

  onModuleInit(): void {
    this.adapter.on('delete-room', (room: string) => this.emptied(room));
    this.healing = setInterval(() => void this.heal().catch(() => undefined), HEAL_MS);
    this.store.onReturn(() =>
      setTimeout(() => void this.heal().catch(() => undefined), TRUST_MS + 100).unref(),
    );
  }

  onApplicationShutdown(): void {
    clearInterval(this.healing);
  }

  /** This socket follows these people, and nobody else from here on. Answers what is to be seen of them now. */
  async follow(caller: Caller, input: Input<typeof presenceSubscribe>): Promise<{ presence: Presence[] }> {
    const socket = this.sockets.io.of('/').sockets.get(caller.socket_id ?? '');
    if (!socket) throw new AppError('session_ended');
    const ids = [...new Set(input.user_ids)];
    const unseen = await this.unseenBy(caller);
    const seen = ids.filter((id) => !unseen.has(id));
    const hidden = ids.filter((id) => unseen.has(id));
    // The subscription stands before the reading: what changes in between comes as an event or is read.
    await this.replace(socket, [...seen.map(presenceRoom), ...hidden.map((id) => hiddenRoom(caller.id, id))]);
    const [read, there] = await Promise.all([this.read(seen), this.users.findMany(hidden)]);
    for (const told of read) this.accept(told);
    const known = new Map(read.map(({ presence }) => [presence.user_id, presence]));
    for (const id of seen) if (!known.has(id)) void socket.leave(presenceRoom(id));
    const presence = [...known].map(([id, read]) => this.told.get(id)?.presence ?? read);
    const all = [...presence, ...there.map(({ id }) => unseenPresence(id))];
    return { presence: await Promise.all(all.map((one) => this.asOneself(one, caller))) };
  }

  /** Who asks is here by this very socket, before others are told of it. Own devices are not told that they are connected. */
  private async asOneself(presence: Presence, caller: Caller): Promise<Presence> {
    if (presence.user_id !== caller.id || presence.status !== 'offline') return presence;
    const [user] = await this.users.findMany([caller.id]);
    return user ? { ...presence, status: shownState(user.status.state, 'online') } : presence;
  }

  /** Tells the followers on every node. */
  async tell(presence: Presence, version: number): Promise<void> {
    const told: Told = { presence, version };
    this.accept(told);
    await this.bus.publish(presenceRoom(presence.user_id), told);
  }

  private async replace(socket: ParleySocket, rooms: string[]): Promise<void> {
    const wanted = new Set(rooms);
    for (const room of socket.rooms) if (isFollowing(room) && !wanted.has(room)) void socket.leave(room);
    await this.join([socket.id], rooms);
  }

  private async join(socketIds: string[], rooms: string[]): Promise<void> {
    const fresh = rooms.filter((room) => room.startsWith(ROOM) && !this.adapter.rooms.has(room));
    this.sockets.io.in(socketIds).socketsJoin(rooms);
    await this.bus.subscribe(...fresh);
  }

  /** Read anew when a block was made or lifted meanwhile: what comes after it finds the socket in its rooms. */
  private async unseenBy(caller: { id: string }): Promise<ReadonlySet<string>> {
    for (;;) {
      const before = this.separations;
      const unseen = await this.access.unseenBy(caller);
      if (before === this.separations) return unseen;
    }
  }

  /** A block between the two was made or lifted: sockets of the viewer go out of sight of the other, or back. */
  private async reconsider(viewerId: string, userId: string): Promise<void> {
    const hidden = hiddenRoom(viewerId, userId);
    const isHidden = (await this.access.unseenBy({ id: viewerId })).has(userId);
    const own = this.adapter.rooms.get(userRoom(viewerId)) ?? new Set();
    const from = [...(this.adapter.rooms.get(isHidden ? presenceRoom(userId) : hidden) ?? [])];
    const moving = from.filter((socket) => own.has(socket));
    if (moving.length === 0) return;
    this.sockets.io.in(moving).socketsLeave(isHidden ? presenceRoom(userId) : hidden);
    await this.join(moving, [isHidden ? hidden : presenceRoom(userId)]);
    const presence = isHidden ? unseenPresence(userId) : await this.current(userId);
    for (const socket of presence ? moving : [])
      this.sockets.emitToSocket(socket, 'presence_update', presence as Presence);
  }

  private async current(userId: string): Promise<Presence | undefined> {
    const [read] = await this.read([userId]);
    if (read) this.accept(read);
    return this.told.get(userId)?.presence ?? read?.presence;
  }

  /** What was told later wins; who was told the same hears nothing. */
  private accept(next: Told): void {
    const id = next.presence.user_id;
    if (!this.adapter.rooms.has(presenceRoom(id))) return;
    const before = this.told.get(id);
    if (before && before.version >= next.version) return;
    this.told.set(id, next);
    // Whoever follows and was told nothing yet is waiting for an answer, which will hold this.
    if (!before || samePresence(before.presence, next.presence)) return;
    // Own devices hear of themselves from the announcer: they must not hear it twice.
    this.sockets.emit(presenceRoom(id), 'presence_update', next.presence, [userRoom(id)]);
  }

  /** Those who exist. Redis first: what the database says is then at least as new. */
  private async read(ids: string[]): Promise<Told[]> {
    const { version, shown } = await this.shown(ids);
    const found = ids.length === 0 ? [] : await this.users.findMany(ids);
    return found.map((user) => {
      const { text, emoji } = shownTo(user.status, 'offline', new Date());
      const status = shownState(user.status.state, shown.get(user.id)?.status ?? 'offline');
      return { presence: presenceOf(user, { status, text, emoji }), version };
    });
  }

  /** Without Redis nobody is known to be there. That is a guess, and nobody who was told better is told so. */
  private async shown(ids: string[]): Promise<{ version: number; shown: Map<string, Shown> }> {
    if (ids.length === 0) return { version: 0, shown: new Map() };
    try {
      const read = await this.store.shown(ids);
      return this.store.isSettled(TRUST_MS) ? read : { ...read, version: 0 };
    } catch {
      return { version: 0, shown: new Map() };
    }
  }

  /** Compares what this node told with what is to be seen, and tells what went lost. */
  private async heal(): Promise<void> {
    const ids = [...this.told.keys()];
    for (let i = 0; i < ids.length && this.store.isSettled(TRUST_MS); i += CHUNK) {
      const part = ids.slice(i, i + CHUNK);
      const { shown } = await this.store.shown(part);
      const wrong = part.filter((id) => {
        const told = this.told.get(id);
        const seen = shown.get(id);
        return told && (told.version === 0 || !seen || !sameShown(told.presence, seen));
      });
      for (const told of await this.read(wrong)) this.accept(told);
    }
  }

  /** The last follower on this node is gone. Many go at once, with one socket: Redis hears of all together. */
  private emptied(room: string): void {
    if (!room.startsWith(ROOM)) return;
    this.told.delete(room.slice(ROOM.length));
    if (this.left.size === 0) setImmediate(() => this.unsubscribe());
    this.left.add(room);
  }

  private unsubscribe(): void {
    this.bus.unsubscribe(...[...this.left].filter((room) => !this.adapter.rooms.has(room)));
    this.left.clear();
  }

  private get adapter() {
    return this.sockets.io.of('/').adapter;
  }
}
