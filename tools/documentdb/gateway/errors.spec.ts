import { describe, expect, it } from 'vitest';
import { codeName, errorReply, fromSqlState, MongoError, toMongoError, unpackSqlState } from './errors.mjs';

const postgresError = (code: string, message = 'it said') => Object.assign(new Error(message), { code });

describe('toMongoError', () => {
  it.each([
    ['M0001', 2, 'BadValue'],
    ['M0003', 9, 'FailedToParse'],
    ['M0008', 26, 'NamespaceNotFound'],
    ['M000E', 43, 'CursorNotFound'],
    ['M000F', 48, 'NamespaceExists'],
    ['M000N', 67, 'CannotCreateIndex'],
    ['M000O', 68, 'IndexAlreadyExists'],
    ['M000R', 85, 'IndexOptionsConflict'],
    ['M000S', 86, 'IndexKeySpecsConflict'],
    ['M000U', 115, 'CommandNotSupported'],
    ['M00CO', 121, 'DocumentValidationFailure'],
    ['M00EX', 50, 'MaxTimeMSExpired'],
    ['57014', 50, 'MaxTimeMSExpired'],
    ['M00F1', 112, 'WriteConflict'],
    ['40001', 112, 'WriteConflict'],
    ['40P01', 112, 'WriteConflict'],
    ['55P03', 112, 'WriteConflict'],
    ['M001C', 11000, 'DuplicateKey'],
    ['23505', 11000, 'DuplicateKey'],
    ['23P01', 11000, 'DuplicateKey'],
    ['XX000', 1, 'InternalError'],
  ])('%s becomes %i %s', (state, code, name) => {
    const error = toMongoError(postgresError(state));
    expect([error.code, codeName(error.code)]).toEqual([code, name]);
    expect(error.message).toContain('it said');
  });

  it.each(['57P01', '57P03', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])(
    '%s is a database that is away',
    (code) => {
      expect(toMongoError(postgresError(code)).code).toBe(11600);
    },
  );

  it("knows pg's errors without a code", () => {
    expect(toMongoError(new Error('Connection terminated unexpectedly')).code).toBe(11600);
    expect(
      toMongoError(new Error('Client has encountered a connection error and is not queryable')).code,
    ).toBe(11600);
  });

  it('keeps an error that is one already, and the name of a code without one', () => {
    const error = new MongoError(12345, 'own');
    expect(toMongoError(error)).toBe(error);
    expect(codeName(12345)).toBe('Location12345');
  });
});

it('unpacks the numbers of writeErrors', () => {
  expect(unpackSqlState(319029277)).toBe('M001C');
  expect(fromSqlState(319029277, 'x').code).toBe(11000);
});

describe('errorReply', () => {
  it('labels only what a new try of the whole transaction can cure', () => {
    expect(errorReply(new MongoError(112, 'met'), { inTransaction: true })).toEqual({
      ok: 0,
      errmsg: 'met',
      code: 112,
      codeName: 'WriteConflict',
      errorLabels: ['TransientTransactionError'],
    });
    expect(errorReply(new MongoError(112, 'met'))).not.toHaveProperty('errorLabels');
    expect(errorReply(new MongoError(11000, 'twice'), { inTransaction: true })).not.toHaveProperty(
      'errorLabels',
    );
  });

  it('adds what more is known', () => {
    const error = new MongoError(11000, 'twice', { extra: { keyPattern: { a: 1 } } });
    expect(errorReply(error)).toMatchObject({ code: 11000, keyPattern: { a: 1 } });
  });
});
