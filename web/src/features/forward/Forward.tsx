import type { Message } from '@contract/message.js';
import { newId } from '@sdk/id.js';
import { useState } from 'react';
import { PlaceFinder } from '@/features/switcher/components/PlaceFinder.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { type Place, whereOf } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { showToast } from '@/lib/ui-state.js';

/** Sends a message on to another conversation. */
export const Forward = ({ message, onClose }: { message: Message; onClose: () => void }) => {
  const [client_id] = useState(newId);
  const send = (place: Place): void => {
    onClose();
    api.forwardMessage({ ...whereOf(place), message_id: message.id, client_id }).then(
      () =>
        showToast({
          text: t('forward.done'),
          isError: false,
          action: { label: t('action.open'), run: () => go.to(place) },
        }),
      reportFailure,
    );
  };
  return <PlaceFinder title={t('forward.title')} onPick={send} onClose={onClose} />;
};
