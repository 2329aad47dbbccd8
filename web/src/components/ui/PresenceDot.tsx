import type { PresenceState } from '@contract/users.js';
import { t } from '@/lib/i18n.js';
import styles from './presence-dot.module.css';

type State = PresenceState | 'invisible';

/** A shape as well as a colour: filled online, ring away, bar busy, hollow offline. */
export const PresenceDot = ({ state }: { state: State }) => (
  <svg
    className={styles[state]}
    viewBox="0 0 10 10"
    width="10"
    height="10"
    role="img"
    aria-label={t(`presence.${state}`)}
  >
    {state === 'online' && <circle cx="5" cy="5" r="5" />}
    {state === 'away' && <circle cx="5" cy="5" r="3.500" className={styles.ring} />}
    {state === 'busy' && <path fillRule="evenodd" d="M5 0a5 5 0 1 1 0 10A5 5 0 0 1 5 0M2 4v2h6V4z" />}
    {(state === 'offline' || state === 'invisible') && (
      <circle cx="5" cy="5" r="4.250" className={styles.hollow} />
    )}
  </svg>
);
