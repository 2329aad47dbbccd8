import type { Message } from '@contract/message.js';
import { useEffect, useRef, useState } from 'react';
import { t } from '@/lib/i18n.js';
import { useLive } from '@/lib/live/state.js';

interface Props {
  messages: readonly Message[];
  me: string;
}

/** What comes within this time is said as one: a busy room must not talk without end. */
const GATHER_MS = 1_000;
const MOST_SPOKEN = 300;

/** Says new messages to who cannot see them; pages of history that come are not news. */
export const Announcer = ({ messages, me }: Props) => {
  const [text, setText] = useState('');
  const said = useRef(messages.at(-1)?.seq ?? 0);
  const gathered = useRef<{ count: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(() => {
    const { blocked } = useLive.getState();
    const news: Message[] = [];
    for (let at = messages.length - 1; (messages[at]?.seq ?? 0) > said.current; at -= 1) {
      const one = messages[at];
      if (one && one.sender_id !== me && !one.deleted && !blocked.has(one.sender_id)) news.push(one);
    }
    said.current = Math.max(said.current, messages.at(-1)?.seq ?? 0);
    const [newest] = news;
    if (!newest) return;
    if (gathered.current) clearTimeout(gathered.current.timer);
    const count = (gathered.current?.count ?? 0) + news.length;
    const say = (): void => {
      gathered.current = null;
      setText(
        count > 1
          ? t('message.announced_many', { count })
          : t('message.announced', {
              name: newest.sender.display_name,
              text: newest.content.slice(0, MOST_SPOKEN),
            }),
      );
    };
    gathered.current = { count, timer: setTimeout(say, GATHER_MS) };
  }, [messages, me]);
  useEffect(() => () => clearTimeout(gathered.current?.timer), []);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
};
