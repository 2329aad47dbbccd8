/** Storage that a browser may refuse (private windows, full disks): what it does not keep is lost, nothing breaks. */
export const readStored = <T>(key: string): T | undefined => {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
};

export const writeStored = (key: string, value: unknown): void => {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing to be done about it.
  }
};

/** All whose names begin so. */
export const forgetStored = (beginning: string): void => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(beginning)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
};
