/** What comes within this time is shown together: at fifty messages a second nobody reads one by one. */
const GATHER_MS = 60;

/** What shows that something was gathered, of all that is shown. */
const waiting = new Set<() => void>();

/** Shows what was gathered now: an own message that was stored must not be gone until the others come. */
export const showGathered = (): void => {
  for (const show of [...waiting]) show();
};

/** Tells at once when it was quiet, and then what has come within `ms`. */
export const gather = (changed: () => void, ms = GATHER_MS): { tell: () => void; stop: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    waiting.delete(show);
    changed();
  };
  const tell = (): void => {
    if (timer !== undefined) {
      waiting.add(show);
      return;
    }
    changed();
    timer = setTimeout(() => {
      timer = undefined;
      if (waiting.delete(show)) tell();
    }, ms);
  };
  const stop = (): void => {
    clearTimeout(timer);
    waiting.delete(show);
  };
  return { tell, stop };
};
