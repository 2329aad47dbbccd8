import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches } from './password.js';

describe('passwords', () => {
  it('match their own hash and no other', async () => {
    const hash = await hashPassword('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches('correct horse battery', hash)).toBe(true);
    expect(await passwordMatches('correct horse batterx', hash)).toBe(false);
    expect(await passwordMatches('', hash)).toBe(false);
  });

  it('have another hash each time', async () => {
    expect(await hashPassword('correct horse battery')).not.toBe(await hashPassword('correct horse battery'));
  });

  it('match however a keyboard encodes a letter', async () => {
    expect(await passwordMatches('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true);
  });

  it('match nobody', async () => {
    expect(await passwordMatches('correct horse battery', undefined)).toBe(false);
  });

  it('are no bytes that end at a NUL', async () => {
    expect(await passwordMatches('correct horse', await hashPassword('correct horse\u0000battery'))).toBe(
      false,
    );
  });
});
