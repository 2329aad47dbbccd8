import type { KeyboardEvent } from 'react';

/** Up and down between messages. */
export const rowKeys = (event: KeyboardEvent): void => {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-row]')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  rows[rows.indexOf(event.target) + (event.key === 'ArrowUp' ? -1 : 1)]?.focus();
  event.preventDefault();
};
