import { t } from './i18n.js';
import { showToast } from './ui-state.js';

/** Only there on https: elsewhere people select and copy by hand. */
export const copy = (text: string, done: string): void => {
  const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
  written.then(
    () => showToast({ text: done, isError: false }),
    () => showToast({ text: t('error.clipboard'), isError: true }),
  );
};
