import { useEffect, useState, type RefObject } from "react";

/** The width of an element in pixels as it changes; `first` until it is known. */
export function useWidth(element: RefObject<Element | null>, first: number): number {
  const [width, setWidth] = useState(first);
  useEffect(() => {
    if (!element.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    watch.observe(element.current);
    return () => {
      watch.disconnect();
    };
  }, [element]);
  return width;
}
