import type { Bot, BotToken } from '@contract/bots.js';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Confirm } from '@/components/ui/Confirm.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { Secret } from '@/components/ui/Secret.js';
import { formatList, t } from '@/lib/i18n.js';
import { ago, fullTime } from '@/lib/time.js';
import { revokeToken, useTokens } from './api.js';
import styles from './bots.module.css';
import { NewTokenForm } from './NewToken.js';

/** What a bot signs in with: listed by name, and itself shown once. */
export const Tokens = ({ bot }: { bot: Bot }) => {
  const tokens = useTokens(bot.id);
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<BotToken | null>(null);
  return (
    <section className={styles.inner} aria-label={t('bots.tokens_of', { name: bot.display_name })}>
      <div className={styles.head}>
        <h4>{t('bots.tokens')}</h4>
        <Button look="quiet" onClick={() => setMaking(true)}>
          <Plus size={15} /> {t('bots.new_token')}
        </Button>
      </div>
      {secret && (
        <Secret
          label={t('bots.token')}
          secret={secret}
          text={t('bots.token_once')}
          onDone={() => setSecret(null)}
        />
      )}
      <Problem error={tokens.error} />
      {tokens.data?.length === 0 && !secret && <p className={styles.none}>{t('bots.no_tokens')}</p>}
      <ul>
        {tokens.data?.map((token) => (
          <li key={token.id} className={styles.row} data-testid="token">
            <KeyRound size={16} />
            <div className={list.who}>
              <p className={list.name}>
                <strong>{token.name}</strong>
              </p>
              <p className={list.meta}>{standing(token)}</p>
            </div>
            <Button look="quiet" onClick={() => setRevoking(token)}>
              {t('bots.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {isMaking && <NewTokenForm bot={bot} onMade={setSecret} onClose={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={t('bots.revoke_title', { name: revoking.name })}
          text={t('bots.revoke_text')}
          action={t('bots.revoke')}
          isDanger
          run={() => revokeToken(bot.id, revoking.id)}
          onClose={() => setRevoking(null)}
        />
      )}
    </section>
  );
};

const standing = ({ scopes, expires_at, last_used_at }: BotToken): string =>
  [
    formatList(scopes.map((scope) => t(`bots.scope_${scope}`))),
    expires_at ? t('invite.good_until', { time: fullTime(expires_at) }) : t('invite.good_always'),
    last_used_at ? t('bots.used', { time: ago(last_used_at) }) : t('bots.unused'),
  ].join(' · ');
