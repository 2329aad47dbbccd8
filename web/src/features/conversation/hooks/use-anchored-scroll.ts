import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Anchor {
  row: Element;
  top: number;
  scrollTop: number;
}

/** This near to the end one reads the end. */
const END_PX = 60;

/**
 * Keeps the row that one looks at where it is. The scroller lays its content out from the end (`column-reverse`): what
 * comes or grows above moves nothing, and who is at the end stays there, both without any script. Only what comes or
 * grows below somebody who has scrolled up is made up for here, before it is painted.
 */
export const useAnchoredScroll = (
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  /** Whether the end is the newest message, which who is there goes on seeing. */
  sticksToEnd: boolean,
  startsAtEnd: boolean,
) => {
  const [isAtEnd, setAtEnd] = useState(startsAtEnd);
  const anchor = useRef<Anchor | null>(null);

  const look = useCallback((): void => {
    const box = scroller.current;
    if (!box) return;
    const { scrollTop } = box;
    const atEnd = scrollTop > -END_PX;
    setAtEnd(atEnd);
    const { left, top, width, height } = box.getBoundingClientRect();
    const row = document.elementFromPoint(left + width / 2, top + height / 2)?.closest('[data-row]');
    if ((atEnd && sticksToEnd) || !row) anchor.current = null;
    else anchor.current = { row, top: row.getBoundingClientRect().top, scrollTop };
  }, [scroller, sticksToEnd]);

  /** What has moved by layout, not by scrolling, moves back. */
  const settle = useCallback((): void => {
    const box = scroller.current;
    const known = anchor.current;
    if (!box || !known?.row.isConnected) return;
    const expected = known.top - (box.scrollTop - known.scrollTop);
    const moved = known.row.getBoundingClientRect().top - expected;
    if (Math.abs(moved) >= 1) box.scrollTop += moved;
    look();
  }, [scroller, look]);

  useEffect(() => {
    const box = scroller.current;
    const inside = content.current;
    if (!box || !inside) return;
    box.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(settle);
    observer.observe(inside);
    observer.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [scroller, content, look, settle]);
  useLayoutEffect(settle);

  const toEnd = useCallback((): void => {
    anchor.current = null;
    if (scroller.current) scroller.current.scrollTop = 0;
    setAtEnd(true);
  }, [scroller]);
  const toRow = useCallback(
    (id: string): boolean => {
      const row = document.getElementById(id);
      if (!row) return false;
      anchor.current = null;
      row.scrollIntoView({ block: 'center' });
      look();
      return true;
    },
    [look],
  );
  return { isAtEnd, toEnd, toRow };
};
