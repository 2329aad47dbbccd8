import { Copy } from 'lucide-react';
import { Suspense } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import { copy } from '@/lib/clipboard.js';
import { t } from '@/lib/i18n.js';
import { later } from '@/lib/later.js';
import styles from './code-block.module.css';

interface Props {
  language: string | null;
  code: string;
}

interface Colourable {
  language: string;
  code: string;
}

/** Without the colours the code is still the code. */
const Plain = ({ code }: Colourable) => code;
const Highlighted = later<Colourable>(async () => {
  const loaded = await import('./Highlighted.js').catch(() => undefined);
  return loaded?.Highlighted ?? Plain;
});

/** Colours come with the first code whose language is named: a guess would be wrong too often. */
export const CodeBlock = ({ language, code }: Props) => (
  <div className={styles.block} dir="ltr">
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
    <pre data-language={language ?? undefined} tabIndex={0}>
      <code>
        {language === null ? (
          code
        ) : (
          <Suspense fallback={code}>
            <Highlighted language={language} code={code} />
          </Suspense>
        )}
      </code>
    </pre>
    <IconButton
      size="small"
      label={t('code.copy')}
      className={styles.copy}
      onClick={() => copy(code, t('code.copied'))}
    >
      <Copy size={15} />
    </IconButton>
  </div>
);
