import type { KeyboardEvent } from 'react';

/** Up and down between messages: what the key does, if it is one of them. */
export const neighbour = ({ key, currentTarget }: KeyboardEvent): (() => void) | undefined => {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const rows = [
    ...(currentTarget.closest('[role="feed"]')?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
  ];
  const at = rows.indexOf(currentTarget as HTMLElement);
  const next = rows[at + (key === 'ArrowUp' ? -1 : 1)];
  return next && (() => next.focus());
};
