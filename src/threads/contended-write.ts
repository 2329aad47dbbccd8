import { isDuplicateKey, isWriteConflict } from '../database/duplicate-key.js';

const TRIES = 6;

const isContention = (error: unknown): boolean => isDuplicateKey(error) || isWriteConflict(error);

/**
 * A write that may be told twice, tried again when another node wrote the same rows at that moment: of two upserts the
 * index refuses one, and of two that wait for each other the database ends one.
 */
export const contendedWrite = async <T>(write: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt >= TRIES || !isContention(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** attempt * 5));
    }
  }
};
