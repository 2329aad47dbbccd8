import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '@/lib/i18n.js';
import { useLive } from '@/lib/live/state.js';
import styles from './banner.module.css';

/** A short interruption is nobody's business. */
const PATIENCE_MS = 1_500;

export const Banner = () => {
  const isLost = useLive(({ line }) => line !== 'ready');
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isLost) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLost]);
  return (
    <div role="status" aria-live="polite">
      {isShown && (
        <p className={styles.banner} data-testid="offline">
          <CloudOff size={15} /> {t(navigator.onLine ? 'banner.reconnecting' : 'banner.offline')}
        </p>
      )}
    </div>
  );
};
