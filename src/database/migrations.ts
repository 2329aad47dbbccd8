import type { Connection } from 'mongoose';

/**
 * A change of what is stored, done once. Nodes of the version before go on while it runs, and afterwards until they are
 * replaced: it adds and fills, it never renames or removes what they read. What only they need goes with the version
 * after. It may be cut off at any point and run again.
 */
export interface Migration {
  /** Never changed, never used twice: what was done is known by it. Ordered: `2026-11-25-what-it-does`. */
  id: string;
  run(connection: Connection): Promise<void>;
}

/** In the order in which they run. One of a version that nobody updates from any more may go. */
export const migrations: readonly Migration[] = [
  {
    // Rooms without the field are found as those that keep messages for ever; written, so that an export of the database says it.
    id: '2026-11-25-room-retention',
    run: async ({ db }) => {
      await db
        ?.collection('rooms')
        .updateMany({ retention_days: { $exists: false } }, { $set: { retention_days: null } });
    },
  },
  {
    // Pictures of links were never asked for again: from now on they are, now and then (PreviewImages).
    id: '2026-11-25-link-pictures',
    run: async ({ db }) => {
      const now = new Date();
      await db
        ?.collection('link_images')
        .updateMany(
          { fresh_until: { $exists: false } },
          { $set: { fresh_until: new Date(now.getTime() + 25 * 3_600_000) } },
        );
      await db
        ?.collection('pictures')
        .updateMany({ 'owner.kind': 'link', check_at: null }, { $set: { check_at: now } });
    },
  },
  {
    // Pictures of people from elsewhere told whoever is there who looks at them (Avatars).
    id: '2026-11-25-own-avatars',
    run: async ({ db }) => {
      await db
        ?.collection('users')
        .updateMany(
          { avatar_url: { $type: 'string', $not: /\/api\/pictures\/[\w-]{32}$/ } },
          { $set: { avatar_url: null } },
        );
    },
  },
];
