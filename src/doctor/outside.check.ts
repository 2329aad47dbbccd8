import { createECDH } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { GuardedFetch } from '../common/net/guarded-fetch.js';
import type { Config } from '../config/config.js';
import { GiphyProvider } from '../gifs/giphy.provider.js';
import { TempFiles } from '../storage/temp-files.js';
import { VirusScan } from '../uploads/virus-scan.js';
import { examine, type Finding, ok } from './finding.js';
import { bind } from './stun.js';

const WAIT_MS = 5_000;

/** What lies outside and was named in the settings. */
export const checkOutside = async (config: Config): Promise<Finding[]> => {
  const { env } = config;
  const { SMTP_URL, GIPHY_API_KEY, VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, CLAMAV_ADDRESS } = env;
  const found = await Promise.all([
    SMTP_URL ? examine('mail', 'check SMTP_URL: host, port, user, password', () => greet(SMTP_URL)) : [],
    GIPHY_API_KEY
      ? examine('gifs', 'check GIPHY_API_KEY, and that the machine may reach GIPHY', () =>
          askGiphy(config, GIPHY_API_KEY),
        )
      : [],
    VAPID_PUBLIC_KEY && VAPID_PRIVATE_KEY
      ? examine('push keys', 'make a new pair (npx web-push generate-vapid-keys)', async () =>
          comparePair(VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY),
        )
      : [],
    CLAMAV_ADDRESS
      ? examine(
          'virus scan',
          `see that clamd listens at ${CLAMAV_ADDRESS}: until then no upload is let in`,
          () => scan(config),
        )
      : [],
    ...[...env.STUN_URLS, ...env.TURN_URLS].map((url) =>
      examine(`calls ${url}`, 'check the address, and that the firewall lets UDP and TCP through', () =>
        reach(url),
      ),
    ),
  ]);
  return found.flat();
};

const greet = async (url: string): Promise<Finding> => {
  const transport = createTransport({ url, connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS });
  try {
    await transport.verify();
    return ok('mail', `${new URL(url).host} takes mail`);
  } finally {
    transport.close();
  }
};

const askGiphy = async (config: Config, key: string): Promise<Finding> => {
  const giphy = new GiphyProvider(new GuardedFetch(config), { ...config.env, key });
  const { gifs } = await giphy.find('', { offset: 0, limit: 1 });
  return ok('gifs', `GIPHY answers (${gifs.length} GIF)`);
};

/** Browsers trust the public key; what the other half signs must belong to it. */
const comparePair = (publicKey: string, privateKey: string): Finding => {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  if (!pair.getPublicKey().equals(Buffer.from(publicKey, 'base64url')))
    throw new Error('VAPID_PUBLIC_KEY does not belong to VAPID_PRIVATE_KEY');
  return ok('push keys', 'belong together');
};

const scan = (config: Config): Promise<Finding> =>
  new TempFiles(config).with(async (path) => {
    await writeFile(path, 'nothing harmful');
    await new VirusScan(config).check(path);
    return ok('virus scan', 'ClamAV answers');
  });

/** STUN over UDP answers who asks; of other transports that they can be connected to is all that can be seen. */
const reach = async (url: string): Promise<Finding> => {
  const [, scheme = '', host = '', port, transport] =
    /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/.exec(url) ?? [];
  if (host === '') throw new Error('is not a stun: or turn: address');
  const target = {
    host: host.replace(/[[\]]/g, ''),
    port: Number(port ?? (scheme.endsWith('s') ? 5349 : 3478)),
  };
  const name = `calls ${url}`;
  if (scheme.endsWith('s') || transport === 'tcp') {
    await dial(target);
    return ok(name, 'can be connected to');
  }
  await bind(target, WAIT_MS);
  return ok(name, 'answers');
};

const dial = ({ host, port }: { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: WAIT_MS });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
  });
