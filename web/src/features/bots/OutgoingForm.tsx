import { limits } from '@contract/limits.js';
import { type OutgoingWebhook, type WebhookEvent, webhookEvents } from '@contract/webhooks.js';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Checks } from '@/components/ui/Checks.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { TextField } from '@/components/ui/Field.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { t } from '@/lib/i18n.js';
import { fieldProblem } from '@/lib/problems.js';
import { useSubmit } from '@/lib/use-submit.js';
import { createOutgoing, updateHook } from './webhooks-api.js';

interface Props {
  roomId: string;
  /** The one to change; without it another is made. */
  hook?: OutgoingWebhook;
  onSecret: (secret: string) => void;
  onClose: () => void;
}

export const OutgoingForm = ({ roomId, hook, onSecret, onClose }: Props) => {
  const [url, setUrl] = useState(hook?.url ?? '');
  const [events, setEvents] = useState<WebhookEvent[]>(hook?.events ?? ['message_created']);
  const save = async (): Promise<void> => {
    const input = { url: url.trim(), events };
    if (hook) await updateHook(hook, 'outgoing', input);
    else onSecret(await createOutgoing(roomId, input));
  };
  const { isBusy, error, submit } = useSubmit(save, onClose);
  const ofUrl = fieldProblem(error, 'url');
  return (
    <Dialog title={t(hook ? 'hooks.edit_outgoing' : 'hooks.create_outgoing')} onClose={onClose}>
      <form className={list.form} onSubmit={submit}>
        <DialogBody>
          <TextField
            label={t('hooks.target')}
            hint={t('hooks.target_hint')}
            type="url"
            value={url}
            required
            dir="ltr"
            placeholder="https://example.org/hook"
            autoComplete="off"
            maxLength={limits.url.max}
            problem={ofUrl}
            onChange={({ target }) => setUrl(target.value)}
          />
          <Checks<WebhookEvent>
            label={t('hooks.events')}
            chosen={events}
            onChange={setEvents}
            options={webhookEvents.map((value) => ({ value, label: t(`hooks.event_${value}`) }))}
          />
          {!ofUrl && <Problem error={error} />}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" isBusy={isBusy} disabled={events.length === 0}>
            {t(hook ? 'action.save' : 'hooks.create_outgoing')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
