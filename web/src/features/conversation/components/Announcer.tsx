import type { Message } from '@contract/message.js';
import { useEffect, useRef, useState } from 'react';
import { t } from '@/lib/i18n.js';
import { useLive } from '@/lib/live/state.js';

interface Props {
  newest: Message | undefined;
  me: string;
}

/** What comes within this time is said as one: a busy room must not talk without end. */
const GATHER_MS = 1_000;
const MOST_SPOKEN = 300;

/** Says new messages to who cannot see them; pages of history that come are not news. */
export const Announcer = ({ newest, me }: Props) => {
  const [text, setText] = useState('');
  const said = useRef(newest?.seq ?? 0);
  const gathered = useRef<{ count: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(() => {
    if (!newest || newest.seq <= said.current) return;
    said.current = newest.seq;
    const { sender_id, sender, deleted, content } = newest;
    if (sender_id === me || deleted || useLive.getState().blocked.has(sender_id)) return;
    if (gathered.current) clearTimeout(gathered.current.timer);
    const count = (gathered.current?.count ?? 0) + 1;
    const say = (): void => {
      gathered.current = null;
      setText(
        count > 1
          ? t('message.announced_many', { count })
          : t('message.announced', { name: sender.display_name, text: content.slice(0, MOST_SPOKEN) }),
      );
    };
    gathered.current = { count, timer: setTimeout(say, GATHER_MS) };
  }, [newest, me]);
  useEffect(() => () => clearTimeout(gathered.current?.timer), []);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
};
