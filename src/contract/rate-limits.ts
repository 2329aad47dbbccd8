/**
 * Token buckets: `burst` at once, then `per_second`. Counted per user over REST and sockets together,
 * by IP address before login. `RATE_LIMIT_SCALE` multiplies all; `message` is set by `MESSAGE_RATE_BURST`
 * and `MESSAGE_RATE_PER_SECOND`.
 */
export const rateLimits = {
  read: { burst: 120, per_second: 20 },
  write: { burst: 100, per_second: 10 },
  message: { burst: 10, per_second: 1 },
  reaction: { burst: 30, per_second: 5 },
  call: { burst: 10, per_second: 0.2 },
  call_signal: { burst: 300, per_second: 50 },
  typing: { burst: 10, per_second: 3 },
  /** While somebody writes, as often as they pause. */
  draft: { burst: 30, per_second: 2 },
  receipt: { burst: 60, per_second: 20 },
  search: { burst: 60, per_second: 5 },
  sync: { burst: 60, per_second: 5 },
  connect: { burst: 300, per_second: 50 },
  upload: { burst: 60, per_second: 1 },
  upload_part: { burst: 200, per_second: 20 },
  register: { burst: 100, per_second: 1 },
  login: { burst: 100, per_second: 1 },
  refresh: { burst: 100, per_second: 1 },
  bot: { burst: 60, per_second: 10 },
  webhook: { burst: 100, per_second: 10 },
  /** What asks for the password again, or makes the server send mail. */
  credentials: { burst: 20, per_second: 0.1 },
  password_reset: { burst: 20, per_second: 0.1 },
  link: { burst: 30, per_second: 0.5 },
  /** To one address, whoever asks for it. */
  mail: { burst: 5, per_second: 1 / 600 },
  /** It reads all that somebody ever wrote. */
  export: { burst: 3, per_second: 1 / 3_600 },
  report: { burst: 20, per_second: 0.1 },
} as const satisfies Record<string, { burst: number; per_second: number }>;

export type RateLimitName = keyof typeof rateLimits;

/** Wrong passwords for one account: the tenth within the window closes it for the rest of the window. */
export const loginFailures = { account: 10, ip: 100, windowMs: 15 * 60_000 } as const;
