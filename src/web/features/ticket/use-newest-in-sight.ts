import { useCallback, useLayoutEffect, useRef } from 'react';

/** Below the newest entry a piece of the future stays in sight. */
const futurePeekPx = 96;
/** Who is this near to the newest wants to stay there. */
const nearPx = 160;

/** Opens the timeline at its newest entry and keeps it there, unless one has scrolled away. */
export function useNewestInSight(count: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const newest = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);

  const place = useCallback((): number => {
    const box = scroller.current;
    const end = newest.current;
    return box && end ? end.offsetTop - box.clientHeight + futurePeekPx : 0;
  }, []);
  const follow = useCallback(() => {
    if (isFollowing.current && scroller.current) scroller.current.scrollTop = place();
  }, [place]);

  useLayoutEffect(follow, [count, follow]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    // Pictures and panels that load, and a box that grows, move the newest entry.
    const observer = new ResizeObserver(follow);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  }, [follow]);

  return {
    scroller,
    newest,
    onScroll: () => {
      const box = scroller.current;
      if (box) isFollowing.current = Math.abs(box.scrollTop - Math.max(0, place())) < nearPx;
    },
  };
}
