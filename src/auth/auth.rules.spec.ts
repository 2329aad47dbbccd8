import { describe, expect, it } from 'vitest';
import { accountOf, weakness } from './auth.rules.js';
import { commonPasswords } from './common-passwords.js';

const amy = { username: 'amy.okafor', email: 'Amy.Okafor.1990@example.org' };

describe('weakness', () => {
  it.each([
    ['amy.okafor'],
    ['AMY.Okafor'],
    ['amy.okafor.1990@EXAMPLE.org'],
    ['amy.okafor.1990'],
    ['aaaaaaaaaa'],
    ['AaAaAaAaAa'],
    ['ababababab'],
    ['abcabcabcabcab'],
    ['abcdefghijkl'],
    ['KJIHGFEDCBA'],
    ['1234567890'],
    ['Password123'],
    ['qwertyuiop'],
    ['welcome2026'],
  ])('finds it in %s', (password) => {
    expect(weakness(password, amy)).toEqual(expect.any(String));
  });

  it.each([
    ['correct horse battery'],
    ['amy.okafor-and-more'],
    ['abcdabcdefgh'],
    ['aaaaaaaaab'],
    ['žluťoučký kůň'],
    ['2026-11-24 19:41'],
  ])('finds none in %s', (password) => {
    expect(weakness(password, amy)).toBeUndefined();
  });
});

describe('commonPasswords', () => {
  it('are some hundreds that could be chosen, in the form in which they are looked up', () => {
    expect(commonPasswords.size).toBeGreaterThan(300);
    for (const password of commonPasswords) {
      expect(password.length).toBeGreaterThanOrEqual(10);
      expect(password).toBe(password.toLowerCase());
    }
  });
});

describe('accountOf', () => {
  const input = { username: 'Amy.Okafor', email: 'Amy@Example.org', password: 'correct horse battery' };

  it('keeps the address as it was written, and the username in lower case', () => {
    expect(accountOf(input)).toEqual({
      username: 'amy.okafor',
      email: 'Amy@Example.org',
      display_name: 'amy.okafor',
    });
  });

  it('takes the display name without the blanks around it', () => {
    expect(accountOf({ ...input, display_name: ' Amy Okafor ' }).display_name).toBe('Amy Okafor');
  });
});
