import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { TextField } from '@/components/ui/Field.js';
import { t } from '@/lib/i18n.js';
import { explain } from '@/lib/problems.js';
import { Link } from '@/lib/router.js';
import { signIn, useSession } from '@/lib/session.js';
import { AuthPage } from './AuthPage.js';
import styles from './auth.module.css';

export const SignIn = () => {
  const ended = useSession((state) => state.ended);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    signIn(email.trim(), password).catch((error: unknown) => {
      setProblem(explain(error));
      setBusy(false);
    });
  };
  return (
    <AuthPage
      title={t('auth.sign_in')}
      text={t(ended ? 'auth.ended' : 'auth.sign_in_text')}
      other={
        <>
          <Link to="/forgot-password">{t('auth.forgot')}</Link>
          <br />
          {t('auth.no_account')} <Link to="/sign-up">{t('auth.sign_up')}</Link>
        </>
      }
    >
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label={t('auth.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        <TextField
          label={t('auth.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <Button type="submit" look="primary" isBusy={isBusy} className={styles.submit}>
          {t('auth.sign_in')}
        </Button>
      </form>
    </AuthPage>
  );
};
