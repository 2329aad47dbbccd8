import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { TextField } from '@/components/ui/Field.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { explain } from '@/lib/problems.js';
import { Link } from '@/lib/router.js';
import { AuthPage } from './AuthPage.js';
import styles from './auth.module.css';

/** Behind the `#`, so that no server on the way writes it into its log. */
const tokenOfLink = (): string => new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '';

const backToSignIn = <Link to="/sign-in">{t('auth.sign_in')}</Link>;

type Progress = { is: 'asking' } | { is: 'busy' } | { is: 'done' } | { is: 'failed'; why: string };

const useSending = () => {
  const [progress, setProgress] = useState<Progress>({ is: 'asking' });
  const send = (asking: Promise<unknown>): void => {
    setProgress({ is: 'busy' });
    asking.then(
      () => setProgress({ is: 'done' }),
      (error: unknown) => setProgress({ is: 'failed', why: explain(error) }),
    );
  };
  return { progress, send };
};

const Problem = ({ progress }: { progress: Progress }) =>
  progress.is === 'failed' ? (
    <p className={styles.problem} role="alert">
      {progress.why}
    </p>
  ) : null;

/** Asks for the mail with the link. */
export const ForgotPassword = () => {
  const { progress, send } = useSending();
  const [email, setEmail] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(api.requestPasswordReset({ email: email.trim() }));
  };
  const isDone = progress.is === 'done';
  return (
    <AuthPage
      title={t('auth.forgot')}
      text={t(isDone ? 'auth.forgot_sent' : 'auth.forgot_text')}
      other={backToSignIn}
    >
      {!isDone && (
        <form className={styles.form} onSubmit={submit}>
          <TextField
            label={t('auth.email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={({ target }) => setEmail(target.value)}
          />
          <Problem progress={progress} />
          <Button type="submit" look="primary" isBusy={progress.is === 'busy'} className={styles.submit}>
            {t('auth.forgot_send')}
          </Button>
        </form>
      )}
    </AuthPage>
  );
};

/** Where the link of that mail leads. */
export const ResetPassword = () => {
  const [token] = useState(tokenOfLink);
  const { progress, send } = useSending();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(api.confirmPasswordReset({ token, password }));
  };
  const isDone = progress.is === 'done';
  return (
    <AuthPage
      title={t('auth.reset')}
      text={t(isDone ? 'auth.reset_done' : 'auth.reset_text')}
      other={backToSignIn}
    >
      {!isDone && (
        <form className={styles.form} onSubmit={submit}>
          <TextField
            label={t('auth.password')}
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
            autoFocus
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
          <Problem progress={progress} />
          <Button type="submit" look="primary" isBusy={progress.is === 'busy'} className={styles.submit}>
            {t('auth.reset_save')}
          </Button>
        </form>
      )}
    </AuthPage>
  );
};

/** Where the link leads that confirms an address. */
export const ConfirmEmail = () => {
  const [token] = useState(tokenOfLink);
  const { progress, send } = useSending();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the link that was opened
  useEffect(() => send(api.confirmEmail({ token })), []);
  const text =
    progress.is === 'done'
      ? 'auth.confirm_done'
      : progress.is === 'failed'
        ? 'auth.confirm_failed'
        : 'auth.confirm_busy';
  return (
    <AuthPage title={t('auth.confirm')} text={t(text)} other={<Link to="/">{t('rail.home')}</Link>}>
      <Problem progress={progress} />
    </AuthPage>
  );
};
