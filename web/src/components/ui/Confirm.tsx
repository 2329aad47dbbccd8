import type { ReactNode } from 'react';
import { t } from '@/lib/i18n.js';
import { useSubmit } from '@/lib/use-submit.js';
import { Button } from './Button.js';
import { Dialog, DialogActions, DialogBody } from './Dialog.js';
import list from './list.module.css';
import { Problem } from './Problem.js';

interface Props {
  title: string;
  text: string;
  action: string;
  isDanger?: boolean;
  /** False until what is asked for is there. */
  isPossible?: boolean;
  run: () => Promise<unknown>;
  onClose: () => void;
  /** What else there is to say, in fields. */
  children?: ReactNode;
}

/** Asks before what cannot be undone, and says why it could not be done. */
export const Confirm = ({
  title,
  text,
  action,
  isDanger,
  isPossible = true,
  run,
  onClose,
  children,
}: Props) => {
  const { isBusy, error, submit } = useSubmit(run, onClose);
  return (
    <Dialog title={title} description={text} size="small" onClose={onClose}>
      <form className={list.form} onSubmit={submit}>
        {(children !== undefined || error !== null) && (
          <DialogBody>
            {children}
            <Problem error={error} />
          </DialogBody>
        )}
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look={isDanger ? 'danger' : 'primary'} isBusy={isBusy} disabled={!isPossible}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
