import { z } from 'zod';

const PRODUCTION_SECRET = 32;

const number = (fallback: number) => z.coerce.number().min(0).default(fallback);
const port = z.coerce.number().int().min(0).max(65_535);
const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
const ports = list.transform((items) => items.map(Number)).pipe(z.array(z.number().int().min(1).max(65_535)));

/** Every setting, from the environment. `.env.example` says what each is for. */
export const ConfigSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  WORKERS: z.union([z.literal('auto'), z.coerce.number().int().min(1).max(128)]).default(1),
  PUBLIC_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  TRUST_PROXY: number(0),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://'),
  REDIS_PREFIX: z.string().max(64).default('parley:'),
  DATA_DIR: z.string().default('.data'),
  S3_ENDPOINT: optional.pipe(z.url().optional()),
  S3_BUCKET: optional,
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
  S3_BROWSER_ENDPOINT: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  UPLOAD_MAX_SIZE: z.coerce.number().int().positive().default(100_000_000),
  UPLOAD_QUOTA: number(10_000_000_000),
  UPLOAD_TYPES: list,
  FILE_URL_SECONDS: z.coerce.number().int().min(1).default(3_600),
  CDN_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  CLAMAV_ADDRESS: optional,
  JWT_SECRET: optional,
  ACCESS_TOKEN_SECONDS: number(900),
  REFRESH_TOKEN_DAYS: number(30),
  REGISTRATION: z.enum(['open', 'invite', 'closed']).default('open'),
  SMTP_URL: optional.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  MAIL_FROM: optional,
  CORS_ORIGINS: list,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: optional,
  OTEL_EXPORTER_OTLP_ENDPOINT: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  OTEL_SERVICE_NAME: z.string().default('parley'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  STUN_URLS: list,
  TURN_URLS: list,
  TURN_SECRET: optional,
  CALL_RING_SECONDS: number(45),
  JOBS: z.enum(['on', 'off']).default('on'),
  OUTBOUND_PORTS: ports,
  OUTBOUND_LOOPBACK_PORTS: ports,
  VAPID_PUBLIC_KEY: optional,
  VAPID_PRIVATE_KEY: optional,
  VAPID_SUBJECT: optional.pipe(z.url({ protocol: /^(https|mailto)$/ }).optional()),
  PUSH_DELAY_MS: number(5_000),
  LINK_PREVIEWS: z.enum(['on', 'off']).default('on'),
  GIPHY_API_KEY: optional,
  GIPHY_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.giphy.com'),
  GIPHY_RATING: z.enum(['g', 'pg', 'pg-13', 'r']).default('pg'),
  WEBHOOK_TIMEOUT_MS: z.coerce.number().int().min(100).max(30_000).default(10_000),
  WEBHOOK_ATTEMPTS: z.coerce.number().int().min(1).max(20).default(10),
  WEBHOOK_RETRY_MS: z.coerce.number().int().min(10).max(60_000).default(2_000),
  RETENTION_DAYS: z.coerce.number().int().min(0).default(0),
  EDIT_WINDOW_MINUTES: z.coerce.number().int().min(0).default(0),
  MESSAGE_RATE_BURST: number(10),
  MESSAGE_RATE_PER_SECOND: number(1),
  SOCKETS_PER_USER: z.coerce.number().int().min(1).default(50),
  SOCKETS_PER_ADDRESS: z.coerce.number().int().min(1).default(2_000),
  OPERATIONS_AT_ONCE: z.coerce.number().int().min(1).default(5_000),
  RATE_LIMIT_SCALE: z.coerce.number().positive().default(1),
});

export type Environment = z.infer<typeof ConfigSchema>;

/** Reads the environment or throws one Error that names every fault, a line each. */
export const parseEnvironment = (source: Record<string, string | undefined>): Environment => {
  const result = ConfigSchema.safeParse(source);
  const faults = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const secret = source.JWT_SECRET?.trim() ?? '';
  if (source.NODE_ENV === 'production' && secret.length < PRODUCTION_SECRET) {
    faults.push(`JWT_SECRET: must have at least ${PRODUCTION_SECRET} characters in production`);
  }
  if (source.NODE_ENV === 'production' && (source.OUTBOUND_LOOPBACK_PORTS ?? '').trim() !== '') {
    faults.push('OUTBOUND_LOOPBACK_PORTS: must be empty in production');
  }
  if (Boolean(source.VAPID_PUBLIC_KEY?.trim()) !== Boolean(source.VAPID_PRIVATE_KEY?.trim())) {
    faults.push('VAPID_PUBLIC_KEY: goes together with VAPID_PRIVATE_KEY');
  }
  if (faults.length > 0 || !result.success) {
    throw new Error(`The settings are not valid.\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  return result.data;
};
