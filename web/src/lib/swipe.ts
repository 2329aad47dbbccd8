import { type TouchEvent, useRef } from 'react';

/** So far, and so fast, that a finger means it. */
const FAR_PX = 60;
const WITHIN_MS = 700;
/** It goes along the line far more than across it. */
const STRAIGHT = 2;

interface Path {
  dx: number;
  dy: number;
  ms: number;
}

/** With the line of reading: 1 is on, -1 is back, 0 is no swipe. The content follows the finger, so it is the other way round. */
export const swipeOf = ({ dx, dy, ms }: Path, isRightToLeft: boolean): -1 | 0 | 1 => {
  if (Math.abs(dx) < FAR_PX || Math.abs(dx) < STRAIGHT * Math.abs(dy) || ms > WITHIN_MS) return 0;
  return dx > 0 === isRightToLeft ? 1 : -1;
};

/** What scrolls sideways itself, such as code, keeps the finger. */
const scrolls = (target: EventTarget, within: Element): boolean => {
  for (let at = target as Element | null; at && at !== within; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(at).overflowX))
      return true;
  }
  return false;
};

/** Says which way a finger has swiped. */
export const useSwipe = (onSwipe: (by: -1 | 1) => void) => {
  const start = useRef<{ x: number; y: number; at: number } | null>(null);
  return {
    onTouchStart: ({ touches, target, currentTarget, timeStamp }: TouchEvent): void => {
      const finger = touches[0];
      // What stands over the page is not in it, though React says so.
      const isOne = finger !== undefined && touches.length === 1 && currentTarget.contains(target as Element);
      start.current =
        isOne && !scrolls(target, currentTarget)
          ? { x: finger.clientX, y: finger.clientY, at: timeStamp }
          : null;
    },
    onTouchEnd: ({ changedTouches, timeStamp }: TouchEvent): void => {
      const began = start.current;
      const finger = changedTouches[0];
      start.current = null;
      if (!began || !finger) return;
      const path = {
        dx: finger.clientX - began.x,
        dy: finger.clientY - began.y,
        ms: timeStamp - began.at,
      };
      const by = swipeOf(path, document.documentElement.dir === 'rtl');
      if (by !== 0) onSwipe(by);
    },
    onTouchCancel: (): void => {
      start.current = null;
    },
  };
};
