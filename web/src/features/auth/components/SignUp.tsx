import { limits } from '@contract/limits.js';
import { ParleyError } from '@sdk/errors.js';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { TextField } from '@/components/ui/Field.js';
import { t } from '@/lib/i18n.js';
import { explain, fieldProblem } from '@/lib/problems.js';
import { Link } from '@/lib/router.js';
import { type NewAccount, signUp } from '@/lib/session.js';
import { AuthPage } from './AuthPage.js';
import styles from './auth.module.css';

const fields = ['display_name', 'username', 'email', 'password', 'invitation'] as const;

/** A username out of a name, as long as nobody has written one. */
const proposed = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9\s._-]/g, '')
    .trim()
    .replace(/\s+/g, '.')
    .slice(0, limits.username.max);

/** What a link of an administrator carries. */
const invited = (): Pick<NewAccount, 'invitation'> => {
  const invitation = new URLSearchParams(window.location.search).get('invitation');
  return invitation ? { invitation } : {};
};

const codeOf = (error: unknown) => (error instanceof ParleyError ? error.code : undefined);

export const SignUp = () => {
  const [account, setAccount] = useState<NewAccount>(() => ({
    display_name: '',
    username: '',
    email: '',
    password: '',
    ...invited(),
  }));
  const [ownName, setOwnName] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const set = (change: Partial<NewAccount>): void => setAccount((known) => ({ ...known, ...change }));
  const needsInvitation = codeOf(error) === 'registration_closed' || codeOf(error) === 'invitation_invalid';
  const isFieldProblem = fields.some((field) => fieldProblem(error, field) !== undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    signUp({ ...account, display_name: account.display_name.trim() }).catch((failure: unknown) => {
      setError(failure);
      setBusy(false);
    });
  };
  return (
    <AuthPage
      title={t('auth.sign_up')}
      text={t('auth.sign_up_text')}
      other={
        <>
          {t('auth.have_account')} <Link to="/sign-in">{t('auth.sign_in')}</Link>
        </>
      }
    >
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label={t('auth.display_name')}
          name="name"
          autoComplete="name"
          required
          autoFocus
          maxLength={limits.displayName.max}
          value={account.display_name}
          problem={fieldProblem(error, 'display_name')}
          onChange={({ target }) =>
            set({ display_name: target.value, ...(!ownName && { username: proposed(target.value) }) })
          }
        />
        <TextField
          label={t('auth.username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          minLength={limits.username.min}
          maxLength={limits.username.max}
          value={account.username}
          hint={t('auth.username_hint')}
          problem={fieldProblem(error, 'username')}
          onChange={({ target }) => {
            setOwnName(target.value !== '');
            set({ username: target.value });
          }}
        />
        <TextField
          label={t('auth.email')}
          type="email"
          name="email"
          autoComplete="email"
          required
          maxLength={limits.email.max}
          value={account.email}
          problem={fieldProblem(error, 'email')}
          onChange={({ target }) => set({ email: target.value })}
        />
        <TextField
          label={t('auth.password')}
          type="password"
          name="password"
          autoComplete="new-password"
          required
          minLength={limits.password.min}
          maxLength={limits.password.max}
          value={account.password}
          hint={t('auth.password_hint', { count: limits.password.min })}
          problem={fieldProblem(error, 'password')}
          onChange={({ target }) => set({ password: target.value })}
        />
        {needsInvitation && (
          <TextField
            label={t('auth.invitation')}
            name="invitation"
            autoComplete="off"
            value={account.invitation ?? ''}
            onChange={({ target }) => set({ invitation: target.value.trim() })}
          />
        )}
        {error !== null && !isFieldProblem && (
          <p className={styles.problem} role="alert">
            {explain(error)}
          </p>
        )}
        <Button type="submit" look="primary" isBusy={isBusy} className={styles.submit}>
          {t('auth.sign_up')}
        </Button>
      </form>
    </AuthPage>
  );
};
