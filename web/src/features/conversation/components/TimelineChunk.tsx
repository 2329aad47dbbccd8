import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

interface Props {
  scroller: RefObject<HTMLElement | null>;
  /** Drawn however far away it is: somebody wants to go there. */
  isWanted: boolean;
  children: () => ReactNode;
}

/** This far from what is visible rows are still drawn. */
const NEAR = '1600px 0px';

/**
 * Rows that leave nothing but their height when they are far away. They are drawn when they come, beside what is
 * visible, so that the height is always a measured one.
 */
export const TimelineChunk = ({ scroller, isWanted, children }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        // Of a page that is busy several come at once: the last is how it is.
        const entry = entries.at(-1);
        if (!entry) return;
        if (entry.isIntersecting) setHeight(null);
        // What is being written in stays.
        else if (!element.contains(document.activeElement)) setHeight(element.offsetHeight);
      },
      { root: scroller.current, rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  // What somebody went to stays drawn, and keeps the focus, until it is far away again.
  useEffect(() => {
    if (isWanted) setHeight(null);
  }, [isWanted]);
  const isFolded = height !== null && !isWanted;
  return (
    <div ref={box} style={isFolded ? { height } : undefined}>
      {!isFolded && children()}
    </div>
  );
};
