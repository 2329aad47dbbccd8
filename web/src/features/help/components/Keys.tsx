import { Dialog } from '@/components/ui/Dialog.js';
import { type TextKey, t } from '@/lib/i18n.js';
import styles from './keys.module.css';

const groups: { title: TextKey; keys: [string[], TextKey][] }[] = [
  {
    title: 'keys.everywhere',
    keys: [
      [['Ctrl', 'K'], 'keys.switch'],
      [['Alt', '↑'], 'keys.previous'],
      [['Alt', '↓'], 'keys.next'],
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
      [['+'], 'keys.react'],
      [['R'], 'keys.reply'],
      [['E'], 'keys.edit'],
      [['P'], 'keys.pin'],
      [['C'], 'keys.copy'],
      [['L'], 'keys.link'],
      [['U'], 'keys.unread'],
      [['Del'], 'keys.delete'],
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
                <dd>
                  {combination.map((key) => (
                    <kbd key={key}>{key}</kbd>
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
