import { useEffect, useState } from 'react';

/** Timers count in 32 bits: what is further away is looked at again then. */
const LONGEST_MS = 2 ** 31 - 1;

/** Whether a moment is still to come; false by itself once it has. */
export const useUntil = (moment: string | null | undefined): boolean => {
  const [now, setNow] = useState(Date.now);
  const end = moment ? Date.parse(moment) : 0;
  useEffect(() => {
    if (end <= now) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(end - Date.now() + 50, LONGEST_MS));
    return () => clearTimeout(timer);
  }, [end, now]);
  return end > Math.max(now, Date.now());
};
