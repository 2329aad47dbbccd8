import type { Account } from '@contract/admin.js';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { Problem } from '@/components/ui/Problem.js';
import { Secret } from '@/components/ui/Secret.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { fullTime } from '@/lib/time.js';
import { useSubmit } from '@/lib/use-submit.js';

interface Made {
  url: string;
  expires_at: string;
}

/** A link by which somebody sets a new password, to be handed over in person. */
export const ResetLink = ({ account, onClose }: { account: Account; onClose: () => void }) => {
  const [made, setMade] = useState<Made | null>(null);
  const { isBusy, error, submit } = useSubmit(
    () => api.createPasswordResetLink({ user_id: account.id }),
    setMade,
  );
  return (
    <Dialog
      title={t('admin.reset_title', { name: account.display_name })}
      description={t('admin.reset_text')}
      size="small"
      onClose={onClose}
    >
      <DialogBody>
        {made && (
          <Secret
            label={t('admin.reset_link')}
            secret={made.url}
            text={t('admin.reset_until', { time: fullTime(made.expires_at) })}
            onDone={onClose}
          />
        )}
        <Problem error={error} />
      </DialogBody>
      {!made && (
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => submit()}>
            {t('invite.make')}
          </Button>
        </DialogActions>
      )}
    </Dialog>
  );
};
