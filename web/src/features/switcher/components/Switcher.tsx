import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { PlaceFinder } from './PlaceFinder.js';

export const Switcher = ({ onClose }: { onClose: () => void }) => {
  return (
    <PlaceFinder
      title={t('switcher.title')}
      onPick={(place) => {
        onClose();
        go.to(place);
      }}
      onClose={onClose}
    />
  );
};
