import type { CallSummary } from '@contract/message.js';
import { Phone, PhoneMissed, Video } from 'lucide-react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { duration } from '@/lib/time.js';
import styles from './call-line.module.css';

const words: Record<CallSummary['outcome'], Parameters<typeof t>[0]> = {
  ended: 'call.was_ended',
  missed: 'call.was_missed',
  declined: 'call.was_declined',
  busy: 'call.was_busy',
  failed: 'call.was_failed',
};

/** What the conversation says of a call. */
export const CallLine = ({ call: { media, outcome, duration_ms } }: { call: CallSummary }) => {
  const isMissed = outcome !== 'ended';
  const Icon = isMissed ? PhoneMissed : media === 'video' ? Video : Phone;
  return (
    <p className={cx(styles.line, isMissed && styles.missed)}>
      <Icon size={16} />
      <span>{t(words[outcome], { media: t(media === 'video' ? 'call.video' : 'call.audio') })}</span>
      {duration_ms > 0 && <time>{duration(duration_ms)}</time>}
    </p>
  );
};
