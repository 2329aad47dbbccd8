/** What the SDK offers. */
export { type ClientOptions, ParleyClient } from './client.js';
export { ConversationStore, type LiveChange } from './conversation-store.js';
export { type Outgoing, ParleyError } from './outbox.js';
