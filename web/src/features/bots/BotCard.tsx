import type { Bot } from '@contract/bots.js';
import type { UserSummary } from '@contract/users.js';
import { useEffect, useState } from 'react';
import { PeoplePicker } from '@/components/PeoplePicker.js';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { Confirm } from '@/components/ui/Confirm.js';
import list from '@/components/ui/list.module.css';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { ensurePeople, handleOf, usePeople } from '@/lib/people.js';
import { reportFailure } from '@/lib/problems.js';
import { updateBot } from './api.js';
import styles from './bots.module.css';
import { Tokens } from './Tokens.js';

type Asked = 'off' | 'give' | null;

export const BotCard = ({ bot }: { bot: Bot }) => {
  const me = useMe();
  const owner = usePeople(({ byId }) => byId[bot.owner_id]);
  const [asked, setAsked] = useState<Asked>(null);
  const isOwn = bot.owner_id === me?.id;
  const name = bot.display_name;
  useEffect(() => ensurePeople(isOwn ? [] : [bot.owner_id]), [isOwn, bot.owner_id]);
  const close = (): void => setAsked(null);
  const turnOn = (): void => void updateBot(bot.id, { active: true }).catch(reportFailure);
  return (
    <li className={list.card} data-testid="bot">
      <div className={list.actions}>
        <Avatar person={bot} size={36} />
        <div className={cx(list.who, styles.about)}>
          <h3 className={list.name}>
            <strong>{name}</strong>
            {!bot.active && <span className={cx(list.tag, list.warn)}>{t('bots.is_off')}</span>}
          </h3>
          <p className={list.meta}>
            {handleOf(bot)}
            {!isOwn && owner && ` · ${t('bots.owner', { name: owner.display_name })}`}
          </p>
        </div>
        <Button look="quiet" onClick={() => setAsked('give')}>
          {t('bots.give')}
        </Button>
        {bot.active ? (
          <Button look="quiet" onClick={() => setAsked('off')}>
            {t('bots.turn_off')}
          </Button>
        ) : (
          <Button onClick={turnOn}>{t('bots.turn_on')}</Button>
        )}
      </div>
      {bot.active && <Tokens bot={bot} />}
      {asked === 'off' && (
        <Confirm
          title={t('bots.off_title', { name })}
          text={t('bots.off_text')}
          action={t('bots.turn_off')}
          isDanger
          run={() => updateBot(bot.id, { active: false })}
          onClose={close}
        />
      )}
      {asked === 'give' && <Give bot={bot} onClose={close} />}
    </li>
  );
};

/** To somebody else, who owns it from then on. */
const Give = ({ bot, onClose }: { bot: Bot; onClose: () => void }) => {
  const [chosen, setChosen] = useState<UserSummary[]>([]);
  const owner_id = chosen[0]?.id ?? bot.owner_id;
  return (
    <Confirm
      title={t('bots.give_title', { name: bot.display_name })}
      text={t('bots.give_text')}
      action={t('bots.give')}
      isPossible={owner_id !== bot.owner_id}
      run={() => updateBot(bot.id, { owner_id })}
      onClose={onClose}
    >
      <PeoplePicker label={t('bots.new_owner')} chosen={chosen} onChange={setChosen} most={1} />
    </Confirm>
  );
};
