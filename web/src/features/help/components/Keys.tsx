import { Dialog } from '@/components/ui/Dialog.js';
import { type TextKey, t } from '@/lib/i18n.js';
import { keyName, messageKeys, screenKeys } from '@/lib/shortcuts.js';
import styles from './keys.module.css';

type Line = [string[], TextKey];

const groups: { title: TextKey; keys: Line[] }[] = [
  {
    title: 'keys.everywhere',
    keys: [
      [['Ctrl', 'K'], 'keys.switch'],
      [['Alt', '↑'], 'keys.previous'],
      [['Alt', '↓'], 'keys.next'],
      ...Object.values(screenKeys).map(({ key, text }): Line => [['Alt', 'Shift', key], text]),
      [['Esc'], 'keys.close'],
      [['?'], 'keys.this'],
    ],
  },
  {
    title: 'keys.writing',
    keys: [
      [['Enter'], 'keys.send'],
      [['Shift', 'Enter'], 'keys.line'],
      [['↑'], 'keys.edit_last'],
      [['@'], 'keys.mention'],
      [['#'], 'keys.room'],
      [[':'], 'composer.emojis'],
      [['Ctrl', 'B'], 'format.bold'],
      [['Ctrl', 'I'], 'format.italic'],
      [['Ctrl', 'E'], 'format.code'],
      [['Ctrl', 'Shift', 'X'], 'format.strike'],
      [['Ctrl', 'Shift', 'U'], 'format.link'],
    ],
  },
  {
    title: 'keys.message',
    keys: [
      [['↑', '↓'], 'keys.walk'],
      ...Object.values(messageKeys).map(({ key, text }): Line => [[key], text]),
    ],
  },
];

export const Keys = ({ onClose }: { onClose: () => void }) => (
  <Dialog title={t('keys.title')} onClose={onClose}>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and there is nothing in it to focus */}
    <section className={styles.groups} tabIndex={0} aria-label={t('keys.title')}>
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <h3 className={styles.heading}>{t(title)}</h3>
          <dl className={styles.list}>
            {keys.map(([combination, text]) => (
              <div key={text} className={styles.row}>
                <dt>{t(text)}</dt>
                <dd dir="ltr">
                  {combination.map((key) => (
                    <kbd key={key}>{keyName(key)}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </section>
  </Dialog>
);
