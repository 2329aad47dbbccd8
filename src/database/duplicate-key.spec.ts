import { describe, expect, it } from 'vitest';
import { isDuplicateKey, takenField } from './duplicate-key.js';

const failure = (code: number, message: string): Error => Object.assign(new Error(message), { code });

describe('takenField', () => {
  it.each([
    [
      'E11000 duplicate key error collection: parley.users index: username_1 dup key: { username: "amy" }',
      'username',
    ],
    [
      'E11000 duplicate key error collection: parley.users index: email_lower_1 dup key: { email_lower: "a@b" }',
      'email_lower',
    ],
    ['E11000 duplicate key error collection: parley.users index: username_1', 'username'],
    ['E11000 duplicate key error collection: parley.users index: _id_ dup key: { _id: 1 }', undefined],
  ])('of "%s"', (message, field) => {
    expect(isDuplicateKey(failure(11000, message))).toBe(true);
    expect(takenField(failure(11000, message))).toBe(field);
  });

  it('of other errors is none', () => {
    for (const error of [failure(112, 'WriteConflict index: username_1 '), new Error('no'), 'text', null]) {
      expect(isDuplicateKey(error)).toBe(false);
      expect(takenField(error)).toBeUndefined();
    }
  });
});
