import { useMemo } from 'react';
import { useRooms } from '@/lib/data/rooms.js';
import { Link } from '@/lib/router.js';
import styles from './rich-text.module.css';
import { splitRooms } from './room-links.js';

/** Text in which `#room` leads to the room, for who is in it; to the others it is text. */
export const RoomText = ({ text }: { text: string }) => {
  const { data: rooms } = useRooms();
  const pieces = useMemo(() => splitRooms(text, rooms ?? []), [text, rooms]);
  return pieces.map((piece, at) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
      <Link key={at} to={`/rooms/${piece.id}`} className={styles.room}>
        #{piece.name}
      </Link>
    ),
  );
};
