import { describe, expect, it } from 'vitest';
import { safeError } from './safe-error.js';

const SECRET = 'meet me at the harbour';

const thrownBy = (work: () => unknown): Error => {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

describe('safeError', () => {
  it.each([
    [
      'what the driver could not write',
      Object.assign(new Error('failed'), { writeErrors: [{ op: { content: SECRET } }] }),
    ],
    [
      'a command of Redis',
      Object.assign(new Error('ERR'), { command: { name: 'set', args: ['k', SECRET] } }),
    ],
    [
      'a duplicate key',
      new Error(`E11000 duplicate key error index: email_1 dup key: { email: "${SECRET}" }`),
    ],
    ['JSON that cannot be read', thrownBy(() => JSON.parse(`{"content": ${SECRET}`))],
    ['more of it', thrownBy(() => JSON.parse(`${SECRET} ${'x'.repeat(100)}`))],
    [
      'a value of another type',
      new Error(`Cast to Number failed for value "${SECRET}" (type string) at path "n"`),
    ],
    ['a cause', new Error('outer', { cause: Object.assign(new Error('inner'), { text: SECRET }) })],
    ['something else that was thrown', { content: SECRET }],
  ])('keeps the values out of %s', (_name, error) => {
    const logged = JSON.stringify(safeError(error));
    expect(logged).not.toMatch(/meet|harbour/);
    if (error instanceof Error) expect(safeError(error)).toMatchObject({ type: error.name });
  });

  it('says what it was and where', () => {
    const error = Object.assign(new RangeError('too far'), { code: 'E_FAR' });
    expect(safeError(error)).toMatchObject({ type: 'RangeError', message: 'too far', code: 'E_FAR' });
    expect(safeError(error)).toHaveProperty('stack', expect.stringContaining('safe-error.spec'));
  });
});
