const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

type Level = (typeof LEVELS)[number];

/** Whether lines of a level are written: what would be made for nothing at every event is not made. */
export const isLogged = (level: Level, threshold: Level | 'silent'): boolean =>
  threshold !== 'silent' && LEVELS.indexOf(level) >= LEVELS.indexOf(threshold);
