/** The settings of a start: those of the environment, then those of `.env` in the clone. The server checks the rest of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { Failure } from '../../tools/services/failure.mjs';
import { freePort, probePort } from '../../tools/services/port.mjs';

const DEFAULT_PORT = '3000';
const ANY_ADDRESS = ['0.0.0.0', '::'];

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function readEnvironment(root, env = process.env) {
  const file = join(root, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...env } : { ...env };
}

/**
 * @typedef {object} Settings
 * @property {NodeJS.ProcessEnv} env with PORT and DATA_DIR as they are used
 * @property {string} dataDir
 * @property {string} localUrl where this machine reaches the server
 * @property {string} publicUrl where people do
 */

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Settings>}
 */
export async function readSettings(root, env) {
  const host = env.HOST || '0.0.0.0';
  const port = await usablePort(env.PORT || DEFAULT_PORT, host);
  const dataDir = resolve(root, env.DATA_DIR || '.data');
  const everywhere = ANY_ADDRESS.includes(host);
  const inUrl = host.includes(':') ? `[${host}]` : host;
  return {
    env: { ...env, PORT: String(port), DATA_DIR: dataDir },
    dataDir,
    localUrl: `http://${everywhere ? '127.0.0.1' : inUrl}:${port}`,
    publicUrl: env.PUBLIC_URL || `http://${everywhere ? 'localhost' : inUrl}:${port}`,
  };
}

/** Asked before anything long is done. @param {string} text @param {string} host */
async function usablePort(text, host) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Failure(`PORT is "${text}", and that is not a port number.`);
  if (port === 0) return freePort();
  try {
    return await probePort(port, host);
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EADDRINUSE')
      throw new Failure(
        `Port ${port} is in use: end the program that listens on it, or set PORT to another one.`,
      );
    if (code === 'EACCES')
      throw new Failure(`Port ${port} may not be used by this account: set PORT to one above 1023.`);
    throw new Failure(`The server cannot listen on ${host} port ${port} (${message}): check HOST and PORT.`);
  }
}
