import type { Message } from '@contract/message.js';
import { SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { EmojiButton } from '@/components/ui/EmojiButton.js';
import { EmojiImage } from '@/features/emojis/EmojiImage.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { usePeople } from '@/lib/people.js';
import { groupReactions, type ReactionGroup } from '../rows.js';
import styles from './reactions.module.css';

interface Props {
  message: Message;
  onToggle: ((emoji: string) => void) | undefined;
}

export const Reactions = ({ message, onToggle }: Props) => {
  const [isOpen, setOpen] = useState(false);
  if (message.reactions.length === 0) return null;
  return (
    <div className={styles.reactions}>
      {groupReactions(message.reactions).map((group) => (
        <Chip key={group.emoji} group={group} onToggle={onToggle} />
      ))}
      {onToggle && (
        <EmojiButton
          label={t('message.react')}
          className={styles.add}
          isOpen={isOpen}
          onOpen={setOpen}
          onPick={onToggle}
        >
          <SmilePlus size={15} />
        </EmojiButton>
      )}
    </div>
  );
};

const MOST_NAMES = 12;

const Chip = ({
  group: { emoji, userIds },
  onToggle,
}: {
  group: ReactionGroup;
  onToggle: Props['onToggle'];
}) => {
  const me = useMe()?.id;
  const isMine = me !== undefined && userIds.includes(me);
  const names = usePeople(({ byId }) =>
    userIds
      .slice(0, MOST_NAMES)
      .map((id) => (id === me ? t('people.you') : (byId[id]?.display_name ?? t('people.somebody'))))
      .join(', '),
  );
  const who = t('message.reacted', { names, emoji });
  return (
    <button
      type="button"
      data-testid="reaction"
      className={cx(styles.chip, isMine && styles.mine)}
      aria-pressed={isMine}
      aria-label={who}
      title={who}
      disabled={!onToggle}
      onClick={() => onToggle?.(emoji)}
    >
      <span className={styles.emoji}>
        {emoji.startsWith(':') ? <EmojiImage name={emoji.slice(1, -1)} /> : emoji}
      </span>
      <span className={styles.count}>{userIds.length}</span>
    </button>
  );
};
