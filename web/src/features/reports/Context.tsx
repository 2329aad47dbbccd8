import type { Message } from '@contract/message.js';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api.js';
import { Quote } from './Quote.js';
import styles from './reports.module.css';

const AROUND = 7;

/** What was said before and after, with the message itself in the middle. */
export const Context = ({ message }: { message: Message }) => {
  const around = useQuery({
    queryKey: ['reports', 'around', message.id],
    queryFn: async () =>
      (
        await api.listMessages({
          room_id: message.room_id ?? '',
          around: message.id,
          limit: AROUND,
        })
      ).messages,
    staleTime: 0,
  });
  const messages = around.data ?? [message];
  return (
    <div className={styles.around}>
      {messages.map((one) => (
        <Quote key={one.id} message={one} isQuiet={one.id !== message.id} />
      ))}
    </div>
  );
};
