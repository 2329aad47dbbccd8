import type { Message } from '@contract/message.js';
import type { UserSummary } from '@contract/users.js';
import type { ReactNode } from 'react';
import { DropZone } from '@/features/files/components/DropZone.js';
import { useMe } from '@/lib/live/hooks.js';
import { idOf, type Place } from '@/lib/places.js';
import { useHistory } from '../hooks/use-history.js';
import { useLinkedMessage } from '../hooks/use-jump.js';
import { edit } from '../state.js';
import { Composer } from './Composer.js';
import styles from './conversation.module.css';
import { Timeline } from './Timeline.js';
import { TypingLine } from './TypingLine.js';

interface Props {
  place: Place;
  header: ReactNode;
  /** What stands at the beginning of the conversation. */
  intro: ReactNode;
  placeholder: string;
  people: readonly UserSummary[];
  canPin: boolean;
  canModerate: boolean;
  /** Nothing can be changed: neither reacted to, nor edited. */
  isReadOnly?: boolean;
  /** Said in place of the composer: why one does not write here. */
  silence?: ReactNode;
  /** Said below the composer. */
  note?: string | undefined;
  seenBy: (message: Message) => string | null;
}

export const Conversation = ({
  place,
  header,
  intro,
  placeholder,
  people,
  silence,
  note,
  isReadOnly = false,
  ...rest
}: Props) => {
  const history = useHistory(place);
  useLinkedMessage();
  const me = useMe()?.id;
  const editLast = (): void => {
    const last = history.messages.findLast(
      ({ sender_id, deleted, parent_id }) => sender_id === me && !deleted && parent_id === null,
    );
    if (last) edit(last.id);
  };
  return (
    <DropZone className={styles.conversation} trayKey={idOf(place)} isOff={silence !== undefined}>
      {header}
      <Timeline place={place} history={history} intro={intro} isReadOnly={isReadOnly} {...rest} />
      {silence ? (
        <div className={styles.readOnly}>{silence}</div>
      ) : (
        <>
          <TypingLine place={place} />
          <Composer place={place} placeholder={placeholder} people={people} onEditLast={editLast} />
          {note && <p className={styles.note}>{note}</p>}
        </>
      )}
    </DropZone>
  );
};
