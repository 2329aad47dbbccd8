import type { Connection } from 'mongoose';
import type { Config } from '../config/config.js';
import { checkDatabase } from './database.check.js';
import type { Finding } from './finding.js';
import { checkNode, checkTools } from './machine.check.js';
import { checkOutside } from './outside.check.js';
import { checkRedis } from './redis.check.js';
import { checkSettings } from './settings.check.js';
import { checkStorage } from './storage.check.js';

/** Everything that can be said about an installation from one of its machines. `declare` registers the product's models. */
export const examineAll = async (
  source: Record<string, string | undefined>,
  declare: (connection: Connection, config: Config) => void,
): Promise<Finding[]> => {
  const { findings, config } = checkSettings(source);
  if (!config) return [...findings, checkNode()];
  const parts = await Promise.all([
    checkDatabase(config.env.MONGODB_URI, (connection) => declare(connection, config)),
    checkRedis(config.env),
    checkStorage(config),
    checkOutside(config),
    checkTools(),
  ]);
  return [...findings, checkNode(), ...parts.flat()];
};

const marks = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const;

/** A line for each, and what to do where it is not well. */
export const lineOf = ({ name, state, text, advice }: Finding): string =>
  `${marks[state]}  ${name}: ${text}${advice ? `; ${advice}` : ''}`;
