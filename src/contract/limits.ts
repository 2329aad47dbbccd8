/** Bounds of the contract. Lengths of text are UTF-16 code units, sizes are bytes. */
export const limits = {
  username: { min: 3, max: 32 },
  password: { min: 10, max: 128 },
  email: { max: 254 },
  displayName: { max: 64 },
  url: { max: 2048 },
  statusText: { max: 140 },
  statusEmoji: { max: 64 },
  roomName: { max: 80 },
  roomDescription: { max: 1000 },
  content: { max: 10_000 },
  clientId: { max: 64 },
  emoji: { max: 64 },
  searchText: { max: 100 },
  /** A packet or a JSON body above this ends the connection or the request. */
  packetSize: 1_000_000,
  page: { default: 50, max: 100 },
  syncConversations: 500,
  syncPage: 200,
  idsPerRequest: 100,
  presenceSubscriptions: 500,
  mentionsPerMessage: 100,
  /** In rooms up to this size everybody may write `@room` and `@here`; in bigger ones moderators and above. */
  freeGroupMentionMembers: 50,
  reactionKindsPerMessage: 50,
  pinnedPerRoom: 10,
  /** Of those who wrote in a thread this many are named, the first ones. */
  threadParticipants: 20,
  /** Rooms up to this size announce each reader with `message_read`. */
  receiptBroadcastMembers: 200,
  /** The least and the longest time that a mute or a ban with an end lasts. */
  sanctionMs: { min: 1_000, max: 365 * 24 * 3_600_000 },
  sanctionReason: { max: 500 },
  slowModeMs: { max: 6 * 3_600_000 },
  invitationCode: { max: 64 },
  invitationUses: { max: 10_000 },
  invitationMs: { min: 1_000, max: 365 * 24 * 3_600_000 },
  blockedUsers: 1_000,
  groupDmParticipants: { min: 3, max: 10 },
  typingExpiresMs: 3_000,
  typingRepeatMs: 1_000,
} as const;
