import type { Invitation } from '@contract/auth.js';
import { Copy, Link2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/Button.js';
import { SelectField } from '@/components/ui/Field.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { DAY_MS, durationName } from '@/features/rooms/durations.js';
import { api } from '@/lib/api.js';
import { copy } from '@/lib/clipboard.js';
import { formatNumber, t } from '@/lib/i18n.js';
import { fullTime } from '@/lib/time.js';
import { useSubmit } from '@/lib/use-submit.js';
import styles from './invitations.module.css';

const times = [1, 7, 30, 90].map((days) => days * DAY_MS);
const uses = [1, 5, 10, 50, 100, 1_000];
const linkOf = ({ code }: Invitation): string => `${window.location.origin}/sign-up?invitation=${code}`;
const copyLink = (invitation: Invitation): void => copy(linkOf(invitation), t('invite.copied'));

/** Links by which people get an account here. The server lists none: each is shown to who made it. */
export const ServerInvitations = () => {
  const [time, setTime] = useState(7 * DAY_MS);
  const [most, setMost] = useState(1);
  const [made, setMade] = useState<Invitation[]>([]);
  const { isBusy, error, submit } = useSubmit(
    () => api.createInvitation({ uses: most, expires_in: time / 1_000 }),
    ({ invitation }) => {
      setMade([invitation, ...made]);
      copyLink(invitation);
    },
  );
  return (
    <>
      <p className={list.text}>{t('admin.invite_text')}</p>
      <form className={styles.make} onSubmit={submit}>
        <SelectField
          label={t('invite.most')}
          value={most}
          onChange={({ target }) => setMost(Number(target.value))}
        >
          {uses.map((count) => (
            <option key={count} value={count}>
              {formatNumber(count)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('invite.expires')}
          value={time}
          onChange={({ target }) => setTime(Number(target.value))}
        >
          {times.map((ms) => (
            <option key={ms} value={ms}>
              {durationName(ms)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="primary" isBusy={isBusy}>
          <Link2 size={16} /> {t('invite.make')}
        </Button>
      </form>
      <Problem error={error} />
      {made.length > 0 && <p className={list.text}>{t('admin.invite_once')}</p>}
      <ul className={list.list}>
        {made.map((invitation) => (
          <li key={invitation.id} className={list.entry} data-testid="server-invitation">
            <div className={list.who}>
              <code className={styles.link} dir="ltr">
                {linkOf(invitation)}
              </code>
              <p className={list.meta}>
                {t('admin.invite_people', { count: invitation.uses_left })} ·{' '}
                {t('invite.good_until', { time: fullTime(invitation.expires_at) })}
              </p>
            </div>
            <IconButton label={t('invite.copy')} onClick={() => copyLink(invitation)}>
              <Copy size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
    </>
  );
};
