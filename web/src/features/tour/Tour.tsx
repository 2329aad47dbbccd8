import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/Button.js';
import { changePreferences, usePreferences } from '@/lib/data/preferences.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { keyNames } from '@/lib/shortcuts.js';
import { openDialog } from '@/lib/ui-state.js';
import styles from './tour.module.css';

/** Who has been here longer knows the way. */
const NEW_MS = 7 * 24 * 60 * 60_000;

const steps = [
  { id: 'rooms', run: () => openDialog({ name: 'browse-rooms' }) },
  { id: 'write', run: () => openDialog({ name: 'new-dm' }) },
  { id: 'find', run: () => openDialog({ name: 'switcher' }) },
  { id: 'status', run: () => openDialog({ name: 'profile' }) },
] as const;

/** What a new person can do here, one thing at a time. It covers nothing, and comes on no device again once it is over. */
const Tour = () => {
  const me = useMe();
  const { data } = usePreferences();
  const [at, setAt] = useState(0);
  const isNew = me !== null && Date.now() - Date.parse(me.created_at) < NEW_MS;
  const step = steps[at];
  if (!isNew || !data || data.interface.tour || !step) return null;
  const isLast = at === steps.length - 1;
  const end = (): void => changePreferences({ interface: { ...data.interface, tour: 'done' } });
  return (
    <section className={styles.tour} aria-label={t('tour.label')}>
      <header className={styles.head}>
        <p className={styles.count}>{t('tour.step', { at: at + 1, of: steps.length })}</p>
        <IconButton size="small" label={t('tour.end')} onClick={end}>
          <X size={16} />
        </IconButton>
      </header>
      <div aria-live="polite">
        <h2 className={styles.title}>{t(`tour.${step.id}`)}</h2>
        <p className={styles.text}>{t(`tour.${step.id}_text`, { keys: keyNames('Ctrl K') })}</p>
      </div>
      <footer className={styles.foot}>
        <Button onClick={step.run}>{t(`tour.${step.id}_try`)}</Button>
        <span className={styles.space} />
        {at > 0 && (
          <IconButton label={t('action.back')} onClick={() => setAt(at - 1)}>
            <ArrowLeft size={18} className={styles.arrow} />
          </IconButton>
        )}
        <Button look="primary" onClick={isLast ? end : () => setAt(at + 1)}>
          {t(isLast ? 'tour.done' : 'tour.next')}
          {!isLast && <ArrowRight size={16} className={styles.arrow} />}
        </Button>
      </footer>
    </section>
  );
};

export default Tour;
