import { Choice, SelectField } from '@/components/ui/Field.js';
import { type Appearance, setAppearance, useAppearance } from '@/lib/appearance.js';
import { type Language, languages, setLanguage, t, useLanguage } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import styles from './sections.module.css';

export const AppearanceSection = () => {
  const { theme, contrast, density, motion } = useAppearance();
  return (
    <div className={styles.fields}>
      <Choice<Appearance['theme']>
        label={t('appearance.theme')}
        value={theme}
        onChange={(value) => setAppearance({ theme: value })}
        options={[
          { value: 'system', label: t('theme.system') },
          { value: 'light', label: t('theme.light') },
          { value: 'dark', label: t('theme.dark') },
        ]}
      />
      <LanguageChoice />
      <Choice<Appearance['density']>
        label={t('appearance.density')}
        value={density}
        onChange={(value) => setAppearance({ density: value })}
        options={[
          { value: 'comfortable', label: t('appearance.comfortable') },
          { value: 'compact', label: t('appearance.compact') },
        ]}
      />
      <Choice<Appearance['contrast']>
        label={t('appearance.contrast')}
        value={contrast}
        onChange={(value) => setAppearance({ contrast: value })}
        options={[
          { value: 'system', label: t('appearance.contrast_system') },
          { value: 'more', label: t('appearance.contrast_more') },
        ]}
      />
      <Choice<Appearance['motion']>
        label={t('appearance.motion')}
        value={motion}
        onChange={(value) => setAppearance({ motion: value })}
        options={[
          { value: 'system', label: t('appearance.motion_system') },
          { value: 'less', label: t('appearance.motion_less') },
        ]}
      />
    </div>
  );
};

const LanguageChoice = () => {
  const language = useLanguage((state) => state.language);
  return (
    <SelectField
      label={t('appearance.language')}
      hint={t('appearance.language_hint')}
      value={language}
      onChange={({ target }) => void setLanguage(target.value as Language).catch(reportFailure)}
    >
      {Object.entries(languages).map(([id, name]) => (
        <option key={id} value={id} lang={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
};
