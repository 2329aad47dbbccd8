import {
  Bold,
  Code,
  Italic,
  Link,
  List,
  type LucideIcon,
  SquareCode,
  Strikethrough,
  TextQuote,
} from 'lucide-react';
import { IconButton } from '@/components/ui/Button.js';
import { t } from '@/lib/i18n.js';
import { keyNames } from '@/lib/shortcuts.js';
import { type Format, formats, keysOf } from '../formatting.js';
import styles from './format-bar.module.css';
import { stepOf } from './toolbar-keys.js';

const icons: Record<Format, LucideIcon> = {
  bold: Bold,
  italic: Italic,
  strike: Strikethrough,
  code: Code,
  link: Link,
  list: List,
  quote: TextQuote,
  block: SquareCode,
};

/** One stop for Tab; the arrow keys go from button to button. */
const FormatBar = ({ onFormat }: { onFormat: (format: Format) => void }) => (
  <div
    className={styles.bar}
    role="toolbar"
    tabIndex={-1}
    aria-label={t('format.label')}
    onKeyDown={(event) => {
      const buttons = [...event.currentTarget.querySelectorAll('button')];
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
      const next = buttons[stepOf(event, at, buttons.length)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }}
  >
    {formats.map((format, at) => {
      const Icon = icons[format];
      const [name, key] = [t(`format.${format}`), keysOf[format]];
      return (
        <IconButton
          key={format}
          size="small"
          label={name}
          title={key ? `${name} (${keyNames(key)})` : name}
          tabIndex={at === 0 ? 0 : -1}
          // The box keeps its selection.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onFormat(format)}
        >
          <Icon size={16} />
        </IconButton>
      );
    })}
  </div>
);

export default FormatBar;
