import { useQuery } from '@tanstack/react-query';
import { Laptop } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { Switch, TextField } from '@/components/ui/Field.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { explain, reportFailure } from '@/lib/problems.js';
import { queryClient } from '@/lib/query.js';
import { signOut } from '@/lib/session.js';
import { ago, fullTime } from '@/lib/time.js';
import { showToast } from '@/lib/ui-state.js';
import styles from './sections.module.css';
import { Takeaway } from './Takeaway.js';

const SESSIONS = ['sessions'] as const;

export const AccountSection = () => (
  <div className={styles.fields}>
    <Own />
    <PasswordForm />
    <EmailForm />
    <Sessions />
    <Takeaway />
    <Danger />
  </div>
);

/** What the server knows of one's account. */
const Own = () => {
  const { data: me } = useQuery({
    queryKey: ['me'],
    queryFn: async () => (await api.getMe()).user,
    staleTime: 0,
  });
  const resend = (): void =>
    void api
      .resendVerification()
      .then(() => showToast({ text: t('account.confirmation_sent'), isError: false }), reportFailure);
  if (!me) return null;
  return (
    <section>
      <h3>{t('account.own')}</h3>
      <dl className={styles.facts}>
        <dt>{t('account.username')}</dt>
        <dd>
          <bdi>@{me.username}</bdi>
        </dd>
        <dt>{t('account.email')}</dt>
        <dd>
          {me.email}{' '}
          {me.email_verified ? (
            <span className={styles.hint}>{t('account.confirmed')}</span>
          ) : (
            <button type="button" className={styles.link} onClick={resend}>
              {t('account.confirm')}
            </button>
          )}
        </dd>
        <dt>{t('account.since')}</dt>
        <dd>{fullTime(me.created_at)}</dd>
        {me.server_role === 'admin' && (
          <>
            <dt>{t('account.role')}</dt>
            <dd>{t('account.administrator')}</dd>
          </>
        )}
      </dl>
    </section>
  );
};

/** A small form that tells its own failure and forgets what was typed once it has worked. */
const useForm = (send: (form: FormData) => Promise<string>) => {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setProblem(undefined);
    send(new FormData(form))
      .then(
        (text) => {
          form.reset();
          showToast({ text, isError: false });
        },
        (error: unknown) => setProblem(explain(error)),
      )
      .finally(() => setBusy(false));
  };
  return { isBusy, problem, onSubmit };
};

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '');

const PasswordForm = () => {
  const { isBusy, problem, onSubmit } = useForm(async (form) => {
    await api.changePassword({
      current_password: textOf(form, 'current'),
      password: textOf(form, 'password'),
    });
    await queryClient.invalidateQueries({ queryKey: SESSIONS });
    return t('account.password_changed');
  });
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <h3>{t('account.password')}</h3>
      <TextField
        label={t('account.current_password')}
        name="current"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label={t('account.new_password')}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        hint={t('account.password_hint')}
        problem={problem}
      />
      <Button type="submit" isBusy={isBusy}>
        {t('account.change_password')}
      </Button>
    </form>
  );
};

const EmailForm = () => {
  const { isBusy, problem, onSubmit } = useForm(async (form) => {
    const { confirmation_sent } = await api.changeEmail({
      email: textOf(form, 'email'),
      password: textOf(form, 'current'),
    });
    return t(confirmation_sent ? 'account.email_sent' : 'account.email_changed');
  });
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <h3>{t('account.email')}</h3>
      <TextField label={t('account.new_email')} name="email" type="email" autoComplete="email" required />
      <TextField
        label={t('account.current_password')}
        name="current"
        type="password"
        autoComplete="current-password"
        required
        problem={problem}
      />
      <Button type="submit" isBusy={isBusy}>
        {t('account.change_email')}
      </Button>
    </form>
  );
};

const Sessions = () => {
  const { data } = useQuery({
    queryKey: SESSIONS,
    queryFn: async () => (await api.listSessions()).sessions,
    staleTime: 0,
  });
  const refreshAfter = (ending: Promise<unknown>): void =>
    void ending.then(() => queryClient.invalidateQueries({ queryKey: SESSIONS })).catch(reportFailure);
  return (
    <section>
      <h3>{t('account.sessions')}</h3>
      <ul className={styles.list}>
        {data?.map(({ id, device, ip, last_seen_at, current }) => (
          <li key={id} className={styles.entry}>
            <Laptop size={18} />
            <div className={styles.who}>
              <strong>{device || t('account.unknown_device')}</strong>
              <p className={styles.hint} title={fullTime(last_seen_at)}>
                {[current ? t('account.this_device') : ago(last_seen_at), ip].filter(Boolean).join(' · ')}
              </p>
            </div>
            {!current && (
              <Button onClick={() => refreshAfter(api.endSession({ session_id: id }))}>
                {t('account.end_session')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {(data?.length ?? 0) > 1 && (
        <Button look="quiet" onClick={() => refreshAfter(api.endOtherSessions())}>
          {t('account.end_others')}
        </Button>
      )}
    </section>
  );
};

const Danger = () => {
  const [asks, setAsks] = useState<'deactivate' | 'erase' | null>(null);
  return (
    <section>
      <h3>{t('account.leave')}</h3>
      <p className={styles.text}>{t('account.leave_text')}</p>
      <div className={styles.buttons}>
        <Button onClick={() => setAsks('deactivate')}>{t('account.deactivate')}</Button>
        <Button look="danger" onClick={() => setAsks('erase')}>
          {t('account.erase')}
        </Button>
      </div>
      {asks && <Confirm what={asks} onClose={() => setAsks(null)} />}
    </section>
  );
};

const Confirm = ({ what, onClose }: { what: 'deactivate' | 'erase'; onClose: () => void }) => {
  const [erasesMessages, setErases] = useState(false);
  const { isBusy, problem, onSubmit } = useForm(async (form) => {
    const password = textOf(form, 'password');
    if (what === 'erase') await api.eraseAccount({ password, erase_messages: erasesMessages });
    else await api.deactivateAccount({ password });
    await signOut();
    return t('account.gone');
  });
  return (
    <Dialog
      title={t(`account.${what}`)}
      description={t(`account.${what}_text`)}
      onClose={onClose}
      size="small"
    >
      <form onSubmit={onSubmit}>
        <DialogBody>
          <TextField
            label={t('account.current_password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            problem={problem}
          />
          {what === 'erase' && (
            <Switch label={t('account.erase_messages')} isOn={erasesMessages} onChange={setErases} />
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="danger" isBusy={isBusy}>
            {t(`account.${what}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
