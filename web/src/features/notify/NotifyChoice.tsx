import type { ConversationLevel } from '@contract/preferences.js';
import { SelectField, Switch } from '@/components/ui/Field.js';
import { changeConversationPreference, FOR_GOOD, useConversationPreference } from '@/lib/data/preferences.js';
import { t } from '@/lib/i18n.js';
import type { Place } from '@/lib/places.js';

const levels: ConversationLevel[] = ['default', 'all', 'mentions', 'none'];

/** What of one conversation notifies. */
export const NotifyChoice = ({ place }: { place: Place }) => {
  const { notify, isMuted } = useConversationPreference(place);
  return (
    <>
      <SelectField
        label={t('notify.here')}
        value={notify}
        onChange={({ target }) =>
          changeConversationPreference(place, { notify: target.value as ConversationLevel })
        }
      >
        {levels.map((level) => (
          <option key={level} value={level}>
            {t(`notify.${level}`)}
          </option>
        ))}
      </SelectField>
      <Switch
        label={t('notify.mute')}
        isOn={isMuted}
        onChange={(isOn) => changeConversationPreference(place, { muted_until: isOn ? FOR_GOOD : null })}
      />
    </>
  );
};
