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
  /** Said in place of the composer. */
  readOnly?: ReactNode;
  seenBy: (message: Message) => string | null;
}

export const Conversation = ({ place, header, intro, placeholder, people, readOnly, ...rest }: Props) => {
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
    <DropZone className={styles.conversation} trayKey={idOf(place)} isOff={readOnly !== undefined}>
      {header}
      <Timeline place={place} history={history} intro={intro} isReadOnly={readOnly !== undefined} {...rest} />
      {readOnly ? (
        <div className={styles.readOnly}>{readOnly}</div>
      ) : (
        <>
          <TypingLine place={place} />
          <Composer place={place} placeholder={placeholder} people={people} onEditLast={editLast} />
        </>
      )}
    </DropZone>
  );
};
