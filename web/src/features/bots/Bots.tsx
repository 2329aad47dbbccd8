import { Bot as BotIcon, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { ListState, More } from '@/components/ui/ListState.js';
import list from '@/components/ui/list.module.css';
import { Segments } from '@/components/ui/Segments.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { useBots } from './api.js';
import { BotCard } from './BotCard.js';
import { CreateBot } from './CreateBot.js';

type Whose = 'own' | 'all';

/** The bots that one owns, with their tokens. */
export const BotsSection = () => {
  const isAdmin = useMe()?.server_role === 'admin';
  const [whose, setWhose] = useState<Whose>('own');
  const [isMaking, setMaking] = useState(false);
  const bots = useBots(isAdmin && whose === 'all');
  return (
    <>
      <p className={list.text}>
        {t('bots.text')}{' '}
        <a className={list.link} href="/docs">
          {t('bots.documents')}
        </a>
      </p>
      <div className={list.bar}>
        {isAdmin && (
          <Segments<Whose>
            label={t('bots.whose')}
            value={whose}
            onChange={setWhose}
            options={[
              { value: 'own', label: t('bots.own') },
              { value: 'all', label: t('bots.all') },
            ]}
          />
        )}
        <Button look="primary" onClick={() => setMaking(true)}>
          <Plus size={16} /> {t('bots.create')}
        </Button>
      </div>
      <ListState
        query={bots}
        isEmpty={bots.items.length === 0}
        icon={<BotIcon size={22} />}
        title={t('bots.none')}
        text={t('bots.none_text')}
      />
      <ul className={list.cards}>
        {bots.items.map((bot) => (
          <BotCard key={bot.id} bot={bot} />
        ))}
      </ul>
      <More query={bots} />
      {isMaking && <CreateBot onClose={() => setMaking(false)} />}
    </>
  );
};
