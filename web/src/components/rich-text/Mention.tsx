import { cx } from '@/lib/class-names.js';
import styles from './rich-text.module.css';

export const Mention = ({ text, isMe }: { text: string; isMe: boolean }) => (
  <span className={cx(styles.mention, isMe && styles.me)} data-mention={isMe ? 'me' : 'other'}>
    {text}
  </span>
);
