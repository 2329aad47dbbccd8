/** What the SDK offers. */
export { type ClientOptions, ParleyClient } from './client.js';
export type {
  Ack,
  ClientEvent,
  ErrorsOf,
  EventInput,
  EventOutput,
  Input,
  Output,
  Payload,
  RestOperation,
  ServerEvent,
} from './contract.js';
export { ConversationStore, type LiveChange, type Snapshot } from './conversation-store.js';
export { type Counters, CountersStore } from './counters.js';
export { type LocalCode, type LocalProblem, ParleyError } from './errors.js';
export * from './generated/contract.js';
export { indexedDbStorage } from './indexed-db-storage.js';
export type { Outgoing, PendingMessage } from './outbox.js';
export { memoryStorage, type OutboxStorage, type StoredSend } from './outbox-storage.js';
export type { Place } from './place.js';
export { PresenceStore } from './presence.js';
export { type Api, type CallOptions, Rest, type RestOptions, type TokenSource } from './rest.js';
export { SignIn, type SignInOptions, type Tokens } from './sign-in.js';
export { TypingNotifier, TypingStore, type Typist } from './typing.js';
