import { limits } from '@contract/limits.js';
import type { Message } from '@contract/message.js';
import { reportReasons } from '@contract/reports.js';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { Choice, TextArea } from '@/components/ui/Field.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { showToast } from '@/lib/ui-state.js';
import { useSubmit } from '@/lib/use-submit.js';
import { Quote } from './Quote.js';

type Reason = (typeof reportReasons)[number];

/** Tells those who look after the place that a message breaks its rules. */
export const ReportMessage = ({ message, onClose }: { message: Message; onClose: () => void }) => {
  const [reason, setReason] = useState<Reason>('spam');
  const [note, setNote] = useState('');
  const { isBusy, error, submit } = useSubmit(
    () => api.reportMessage({ message_id: message.id, reason, note: note.trim() }),
    ({ created }) => {
      onClose();
      showToast({ text: t(created ? 'report.sent' : 'report.sent_before'), isError: false });
    },
  );
  return (
    <Dialog
      title={t('report.title')}
      description={t(message.room_id ? 'report.text_room' : 'report.text_dm')}
      onClose={onClose}
    >
      <form className={list.form} onSubmit={submit}>
        <DialogBody>
          <Quote message={message} />
          <Choice<Reason>
            label={t('report.reason')}
            value={reason}
            onChange={setReason}
            options={reportReasons.map((value) => ({ value, label: t(`report.reason.${value}`) }))}
          />
          <TextArea
            label={t('report.note')}
            rows={3}
            dir="auto"
            maxLength={limits.reportNote.max}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
          <Problem error={error} />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" isBusy={isBusy}>
            {t('report.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
