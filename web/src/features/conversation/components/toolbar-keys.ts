import type { KeyboardEvent } from 'react';

/** Where an arrow key leads in a row of buttons: with the line of reading, whichever way that runs. */
export const stepOf = ({ key, currentTarget }: KeyboardEvent, at: number, count: number): number => {
  const forward = getComputedStyle(currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'ArrowLeft':
    case 'ArrowRight':
      return (at + (key === forward ? 1 : count - 1)) % count;
    default:
      return -1;
  }
};
