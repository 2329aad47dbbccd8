import { expect, it } from 'vitest';
import { expiryOf } from './status.js';

const now = new Date(2026, 2, 11, 15, 30); // A Wednesday.
const local = (iso: string | null) => (iso === null ? null : new Date(iso));

it('ends when it says', () => {
  expect(expiryOf('never', now, 'x')).toBeNull();
  expect(expiryOf('keep', now, 'x')).toBe('x');
  expect(local(expiryOf('hour', now, null))).toEqual(new Date(2026, 2, 11, 16, 30));
  expect(local(expiryOf('today', now, null))).toEqual(new Date(2026, 2, 11, 23, 59, 59, 999));
  expect(local(expiryOf('week', now, null))).toEqual(new Date(2026, 2, 15, 23, 59, 59, 999));
  expect(local(expiryOf('week', new Date(2026, 2, 15, 9), null))).toEqual(
    new Date(2026, 2, 15, 23, 59, 59, 999),
  );
});
