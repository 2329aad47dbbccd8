import type { ClientEvents, Operations, Problem, routes, ServerEvents } from './generated/contract.js';

export type ServerEvent = keyof ServerEvents;
export type Payload<E extends ServerEvent> = ServerEvents[E];

export type ClientEvent = keyof ClientEvents;
export type EventInput<E extends ClientEvent> = Operations[ClientEvents[E]]['input'];
export type EventOutput<E extends ClientEvent> = Operations[ClientEvents[E]]['output'];

/** Operations that can be asked for over HTTP. */
export type RestOperation = keyof typeof routes;
export type Input<O extends RestOperation> = Operations[O]['input'];
export type Output<O extends RestOperation> = Operations[O] extends { empty: true }
  ? undefined
  : Operations[O]['output'];

/** The codes that an operation can fail with, apart from those of this library. */
export type ErrorsOf<O extends keyof Operations> = Operations[O]['errors'];

/** What acknowledges every event that a client sends. */
export type Ack<T extends object = object> = ({ ok: true } & T) | { ok: false; error: Problem };
