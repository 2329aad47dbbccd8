import { type PointerEvent, useRef } from 'react';

const PRESS_MS = 450;
const SLIP_PX = 8;

/** A finger that stays: what a mouse does by hovering. */
export const useLongPress = (onPress: () => void) => {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const cancel = (): void => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  return {
    onPointerDown: ({ pointerType, clientX, clientY }: PointerEvent): void => {
      cancel();
      if (pointerType === 'mouse') return;
      press.current = { timer: setTimeout(onPress, PRESS_MS), x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent): void => {
      const start = press.current;
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > SLIP_PX) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
  };
};
