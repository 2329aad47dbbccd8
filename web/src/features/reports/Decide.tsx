import { limits } from '@contract/limits.js';
import type { Report, ReportAction } from '@contract/reports.js';
import { useState } from 'react';
import { Confirm } from '@/components/ui/Confirm.js';
import { SelectField, TextField } from '@/components/ui/Field.js';
import { durationName, sanctions } from '@/features/rooms/durations.js';
import { t } from '@/lib/i18n.js';
import { resolveReport } from './api.js';

const NO_END = 0;
const DEFAULT = { member_muted: sanctions[1], member_banned: sanctions[2] };

interface Props {
  report: Report;
  action: ReportAction;
  onClose: () => void;
}

/** Asks for how long and why before it is done. */
export const Decide = ({ report, action, onClose }: Props) => {
  const isTimed = action === 'member_muted' || action === 'member_banned';
  const [time, setTime] = useState<number>(isTimed ? (DEFAULT[action] ?? NO_END) : NO_END);
  const [reason, setReason] = useState('');
  const name = report.message.sender.display_name;
  return (
    <Confirm
      title={t(`report.ask_${action}`, { name })}
      text={t(`report.ask_${action}_text`)}
      action={t(`report.do_${action}`)}
      isDanger={action !== 'member_muted'}
      run={() =>
        resolveReport(report.id, {
          action,
          reason: reason.trim(),
          ...(time !== NO_END && { expires_in_ms: time }),
        })
      }
      onClose={onClose}
    >
      {isTimed && (
        <SelectField
          label={t('member.how_long')}
          value={time}
          onChange={({ target }) => setTime(Number(target.value))}
        >
          {sanctions.map((ms) => (
            <option key={ms} value={ms}>
              {durationName(ms)}
            </option>
          ))}
          <option value={NO_END}>{t('member.no_end')}</option>
        </SelectField>
      )}
      <TextField
        label={t('report.why')}
        hint={t('report.why_hint')}
        dir="auto"
        maxLength={limits.sanctionReason.max}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </Confirm>
  );
};
