import { type KeyboardEvent, type RefObject, useState } from 'react';
import { readStored, writeStored } from '@/lib/storage.js';
import { applyFormat, type Format, formatOf } from '../formatting.js';

const KEY = 'parley.formatting';

/** What the buttons and keys do to the text in the box, and whether the buttons are shown. */
export const useFormatting = (
  box: RefObject<HTMLTextAreaElement | null>,
  onChange: (text: string, caret: number, end: number) => void,
) => {
  const [isShown, setShown] = useState(() => readStored<boolean>(KEY) ?? false);
  const apply = (format: Format): void => {
    const area = box.current;
    if (!area) return;
    const { value, selectionStart, selectionEnd } = area;
    const { text, start, end } = applyFormat(format, {
      text: value,
      start: selectionStart,
      end: selectionEnd,
    });
    onChange(text, start, end);
  };
  return {
    isShown,
    apply,
    toggle: (): void => {
      setShown(!isShown);
      writeStored(KEY, !isShown);
      box.current?.focus();
    },
    onKeyDown: (event: KeyboardEvent): boolean => {
      const format = formatOf(event);
      if (!format) return false;
      event.preventDefault();
      apply(format);
      return true;
    },
  };
};
