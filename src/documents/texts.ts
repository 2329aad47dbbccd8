import type { EventOrder } from '../contract/events.js';

/** What the order of an event is promised to be, for people. */
export const orderTexts: Readonly<Record<EventOrder | 'sent' | 'none', string>> = {
  seq: 'In the order of `seq` within its conversation, each once on a connection. What was missed comes by `sync`.',
  rev: 'In the order of `rev` within its conversation, each once on a connection; it may come before the message that it changes. What was missed comes by `sync`.',
  once: 'Told once, in no order with other events; lost with a connection. After a gap `ready` or the REST interface says what is now.',
  sent: 'What one user sends to one conversation over a connection is stored in the order in which it was sent, also without waiting for acknowledgements.',
  none: 'Worked on beside other events of the connection: wait for the acknowledgement before what must come after it.',
};

/** A sentence for each tag of the contract, in the order of the documents. */
export const tagTexts: Readonly<Record<string, string>> = {
  Auth: 'Accounts, sessions and their tokens.',
  Users: 'The signed-in user and the directory of people.',
  Account: 'The own password, address and sessions, and the end of an account.',
  Blocking: 'People whom one does not want to hear from.',
  Presence: 'Who is here, and what they say of themselves.',
  Rooms: 'Public and private rooms.',
  Members: 'Who is in a room, and in which role.',
  Bans: 'Who is kept out of a room.',
  Invitations: 'Links by which people join a room.',
  'Direct messages': 'Conversations of two, and of small groups.',
  Messages: 'Sending, reading, editing and deleting messages.',
  Threads: 'Replies to a message, and the threads that one follows.',
  Reactions: 'Emoji on messages.',
  Emoji: 'Emoji that people of this server made.',
  'Saved messages': 'What somebody wants to find again.',
  Drafts: 'What somebody began to write, on all their devices.',
  Pins: 'Messages that a room holds on to.',
  Files: 'What is sent with messages: uploads, downloads by signed URLs, pictures.',
  Typing: 'Who is writing just now; over sockets only.',
  Search: 'Finding messages by what they say, who said it, where and when.',
  Inbox: 'What was read, on all devices of a user.',
  Notifications: 'What was worth telling somebody, and why.',
  Push: 'Notifications to browsers that are closed.',
  Preferences: 'What notifies somebody, and what their devices agree on.',
  Sync: 'Catching up after a gap, without loss.',
  Moderation: 'Reports of messages, and what was done by those who look after a room.',
  Administration: 'What the administrators of a server do.',
  Calls: 'Voice and video between two people: ringing, and the signals that WebRTC needs.',
  GIFs: 'Moving pictures of a provider that the operator chose.',
  Bots: 'Accounts of programs, and their tokens.',
  Webhooks: 'Posting into rooms by a secret URL, and being told what happens in them.',
  Operations: 'For load balancers and monitoring.',
};

export const apiIntroduction = `
Parley is a self-hosted chat platform: an acknowledged message is stored once, in order, and reaches every member.
What happens live comes over Socket.IO: see [the events](/docs/events), or [asyncapi.json](/asyncapi.json) for machines.

**Signing in.** Register or log in, then send \`Authorization: Bearer <token>\`. An access token is short-lived;
\`POST /api/auth/refresh\` gives a new pair.

**Shapes.** JSON in \`snake_case\`. Ids are 24 lower-case hex digits. Times are ISO 8601 in UTC with milliseconds.
Durations end in \`_ms\`; \`expires_in\` alone is in seconds. Answers may gain fields: ignore those that you do not know.

**Lists** are paginated by cursors, never by offsets: \`limit\` (50 unless given, 1 to 100) and the id of where to go on.
\`has_more\` says whether there is another page.

**Failures** are one RFC 9457 object as \`application/problem+json\`. Switch on \`code\`: [all of them](/docs/problems).
What the caller may not see answers 404, not 403. Quote \`request_id\`, which is in the \`x-request-id\` header too, when you
report a fault.

**Rate limits** are token buckets, counted for each user over REST and sockets together, and by IP address before login.
A refusal is 429 with \`Retry-After\` and \`retry_after_ms\`. An operator can scale all of them. All that a bot does takes from its bucket \`bot\` too,
and each connection from \`connect\`.
`.trim();

export const eventsIntroduction = `
Events of Parley over Socket.IO 4: default namespace, default path. What is asked for once is better asked of
[the REST interface](/docs); both have the same rules, limits and failures.

## Connecting

- The access token goes into the handshake as \`auth: { token }\`; an \`Authorization: Bearer\` header works too.
- A token that is not valid fails the handshake: \`connect_error\` carries the problem object in \`data\`.
- Nobody has more than 50 connections to a node, and no address more than 2,000 (the operator may say otherwise): \`too_many_connections\`.
- A connection that does not read what it is sent is ended; the client connects again and asks \`sync\`. One that goes on after \`rate_limited\` is read more slowly.
- After every connect the server subscribes the socket to all conversations of the user and then sends \`ready\`. There is nothing to subscribe to by hand, and nobody gets an event of a conversation that they are not in.
- Shortly before the token expires the server sends \`token_expiring\`: answer with \`refresh_token\`, or the connection ends at expiry.
- \`session_ended\` and \`server_restarting\` say why a connection is about to close.

## Acknowledgements

- Every event that a client sends is acknowledged: \`{ ok: true, …result }\` or \`{ ok: false, error }\` with a [problem](/docs/problems).
- A payload that is not valid is refused, never met with silence.
- An event that was sent without an acknowledgement callback and fails is answered by the \`error\` event.
- A packet above 1 MB ends the connection, by a rule of Socket.IO.

## Order and completeness

- The messages of a conversation are numbered by \`seq\` = 1, 2, 3, … without gaps, in the order in which they were accepted. Replies in threads are numbered along.
- Changes of messages (edit, deletion, reaction, pin, preview) are numbered by \`rev\` in the same way; the event of a change carries its number.
- On a connection the events of a conversation arrive in the order of their numbers. A change can arrive before the message that it changes: keep it until then.
- Give each message a \`client_id\`. Sent again with the same one, after a lost acknowledgement for instance, the message that exists is returned: nothing is stored, counted or broadcast twice.
- What has no number (typing, presence, counters, notifications and the like) is told once. \`x-order\` of each event says which kind it is: \`seq\`, \`rev\`, \`once\`.
- What one user sends to one conversation over a connection is stored in the order in which it was sent (\`x-order: sent\`). Other events of a client are worked on side by side (\`x-order: none\`): wait for the acknowledgement before what must come after it.
- A jump in \`seq\` or \`rev\`, or a \`ready\` or \`heads\` that is ahead of what you have, means that something was missed. Ask \`sync\` with the last numbers that you hold: it returns all that came after them, once, in order.
- In a large room messages that follow each other within 10 ms can leave together. A client that adds \`batches: true\` to the handshake gets them as one \`new_messages { messages }\`, which costs both sides less; everybody else gets a \`new_message\` for each.
- What was acknowledged is not lost, doubled or reordered by the failure of a process, a node or a connection.
- \`unread_count\` and \`mention_count\` are exact on every device: messages of others after the position of the reader, without replies in threads and deleted ones. Sending moves nobody's position.
`.trim();
