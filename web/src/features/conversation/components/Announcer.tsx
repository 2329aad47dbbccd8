import type { Message } from '@contract/message.js';
import { useEffect, useRef, useState } from 'react';
import { t } from '@/lib/i18n.js';

interface Props {
  newest: Message | undefined;
  me: string;
}

/** Says new messages to who cannot see them; pages of history that come are not news. */
export const Announcer = ({ newest, me }: Props) => {
  const [text, setText] = useState('');
  const said = useRef(newest?.seq ?? 0);
  useEffect(() => {
    if (!newest || newest.seq <= said.current) return;
    said.current = newest.seq;
    if (newest.sender_id === me || newest.deleted) return;
    setText(t('message.announced', { name: newest.sender.display_name, text: newest.content }));
  }, [newest, me]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
};
