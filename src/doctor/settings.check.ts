import { Config } from '../config/config.js';
import type { Environment } from '../config/config.schema.js';
import { type Finding, fail, messageOf, ok, warn } from './finding.js';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Looking must not make a secret: the kept one is written by the first start. */
const UNUSED = 'a secret that signs nothing, as nothing is served';

type Source = Record<string, string | undefined>;
type Settings = Pick<Config, 'env' | 'publicUrl'> & { secret: boolean };

interface Rule {
  setting: keyof Environment;
  /** What is wrong; nothing when all is well. */
  wrong(settings: Settings): string | false | undefined;
  advice: string;
}

/** What boots, and is still not what an operator wants. */
const rules: Rule[] = [
  {
    setting: 'NODE_ENV',
    wrong: ({ env }) => env.NODE_ENV !== 'production' && `is ${env.NODE_ENV}`,
    advice: 'set NODE_ENV=production where people rely on it',
  },
  {
    setting: 'JWT_SECRET',
    wrong: ({ secret }) => !secret && 'is not set: the one kept in DATA_DIR is used',
    advice: 'set one of 32 characters or more, the same for every node (openssl rand -base64 48)',
  },
  {
    setting: 'PUBLIC_URL',
    wrong: ({ env, publicUrl }) =>
      (env.PUBLIC_URL === undefined && 'is not set: links in mail lead to localhost') ||
      (publicUrl.startsWith('http:') &&
        !LOCAL.has(new URL(publicUrl).hostname) &&
        'is http: passwords travel in the clear, and browsers refuse push, calls and the microphone'),
    advice: 'put TLS before the server and set the https:// address that people use',
  },
  {
    setting: 'TRUST_PROXY',
    wrong: ({ env, publicUrl }) =>
      env.TRUST_PROXY === 0 &&
      publicUrl.startsWith('https:') &&
      'is 0 with an https address: everybody has the address of the proxy, and its rate limits',
    advice: 'set the number of your proxies',
  },
  {
    setting: 'CORS_ORIGINS',
    wrong: ({ env }) => env.CORS_ORIGINS.includes('*') && 'lets every page on the web call the API',
    advice: 'name the origins',
  },
  {
    setting: 'RATE_LIMIT_SCALE',
    wrong: ({ env }) => env.RATE_LIMIT_SCALE > 1 && `multiplies every limit by ${env.RATE_LIMIT_SCALE}`,
    advice: 'set 1 outside of load tests',
  },
  {
    setting: 'METRICS_TOKEN',
    wrong: ({ env }) => env.METRICS_TOKEN === undefined && 'is not set: /metrics answers everybody',
    advice: 'set one, or keep /metrics from the outside in the proxy',
  },
  {
    setting: 'OUTBOUND_LOOPBACK_PORTS',
    wrong: ({ env }) => env.OUTBOUND_LOOPBACK_PORTS.length > 0 && 'lets links reach this very machine',
    advice: 'empty it: it is for tests',
  },
  {
    setting: 'TURN_SECRET',
    wrong: ({ env }) => env.TURN_URLS.length > 0 && !env.TURN_SECRET && 'is not set beside TURN_URLS',
    advice: "set coturn's static-auth-secret, or calls get no relay",
  },
  {
    setting: 'S3_SECRET_ACCESS_KEY',
    wrong: ({ env }) =>
      Boolean(env.S3_ACCESS_KEY_ID) !== Boolean(env.S3_SECRET_ACCESS_KEY) &&
      'stands alone: both keys or none are taken',
    advice: 'set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY together',
  },
];

/** The settings, a finding for each fault; with a fault nothing else can be looked at. */
export const checkSettings = (source: Source): { findings: Finding[]; config?: Config } => {
  const secret = Boolean(source.JWT_SECRET?.trim());
  const needsOne = secret || source.NODE_ENV === 'production';
  try {
    const config = Config.read(needsOne ? source : { ...source, JWT_SECRET: UNUSED });
    const { env, publicUrl } = config;
    const findings = rules.flatMap(({ setting, wrong, advice }) => {
      const text = wrong({ env, publicUrl, secret });
      return text ? [warn(`setting ${setting}`, text, advice)] : [];
    });
    return { config, findings: findings.length > 0 ? findings : [ok('settings', 'valid')] };
  } catch (error) {
    const [, ...faults] = messageOf(error).split('\n');
    const advice = '.env.example says what each setting is for; the rest is looked at when they are right';
    return {
      findings: faults.map((fault) => {
        const [, setting = '', text = fault] = /^\s*(\w+): (.*)$/.exec(fault) ?? [];
        return fail(`setting ${setting}`, text, advice);
      }),
    };
  }
};
