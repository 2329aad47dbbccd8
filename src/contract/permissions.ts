/** Roles of a room's member, the mightiest first. A DM has only members. */
export const roles = ['owner', 'admin', 'moderator', 'member'] as const;
export type Role = (typeof roles)[number];

/**
 * What may be done in a conversation, and the least role that it takes. Transport, REST or socket,
 * decides nothing: every service asks this table through `access.require`.
 */
export const permissions = {
  read: 'member',
  send: 'member',
  react: 'member',
  edit_own: 'member',
  delete_own: 'member',
  leave: 'member',
  delete_others: 'moderator',
  mute_member: 'moderator',
  /** See what members reported, and decide about it. */
  handle_reports: 'moderator',
  /** Send where only moderators write (`read_only`), and at any pace where others are slowed (`slow_mode_ms`). */
  announce: 'moderator',
  pin: 'admin',
  invite: 'admin',
  remove_member: 'admin',
  ban: 'admin',
  edit_room: 'admin',
  change_role: 'admin',
  read_audit: 'admin',
  archive: 'owner',
  delete_room: 'owner',
  transfer_ownership: 'owner',
} as const satisfies Record<string, Role>;

export type Action = keyof typeof permissions;

/** Actions that an archived room, which is read-only, still allows. */
export const allowedInArchive: ReadonlySet<Action> = new Set<Action>([
  'read',
  'leave',
  'remove_member',
  'ban',
  'handle_reports',
  'read_audit',
  'archive',
  'delete_room',
]);

/** Actions that a direct message has: there is no room to run. */
export const allowedInDm: ReadonlySet<Action> = new Set<Action>([
  'read',
  'send',
  'react',
  'edit_own',
  'delete_own',
]);

/**
 * What a muted member cannot do, nor anybody in a DM of two of whom one has blocked the other: to say something. They
 * still read, and take back what they said.
 */
export const speaking: ReadonlySet<Action> = new Set<Action>(['send', 'react', 'edit_own']);

const rank = (role: Role): number => roles.length - roles.indexOf(role);

export const roleAllows = (role: Role, action: Action): boolean => rank(role) >= rank(permissions[action]);

/** Whether `role` stands strictly above `other`. */
export const outranks = (role: Role, other: Role): boolean => rank(role) > rank(other);
