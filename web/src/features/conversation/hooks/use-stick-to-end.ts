import { type RefObject, useMemo } from 'react';
import type { VirtuosoHandle } from 'react-virtuoso';

/** A scroll this soon after a touch of mouse, finger or key is the reader's own. */
const OWN_MS = 400;

/** Who reads the end stays there while rows are measured and grow, until they scroll away themselves. */
export const useStickToEnd = (list: RefObject<VirtuosoHandle | null>, initially: boolean) =>
  // biome-ignore lint/correctness/useExhaustiveDependencies: how it begins is how it was opened
  useMemo(() => {
    let sticks = initially;
    let touchedAt = 0;
    const touched = (): void => {
      touchedAt = Date.now();
    };
    return {
      inputs: { onWheel: touched, onTouchMove: touched, onPointerDown: touched, onKeyDown: touched },
      moved: (isAtEnd: boolean): void => {
        if (isAtEnd) sticks = true;
        else if (Date.now() - touchedAt < OWN_MS) sticks = false;
      },
      resized: (): void => {
        if (sticks) list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
      },
    };
  }, [list]);
