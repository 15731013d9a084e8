import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * Hears of files dropped onto an element, a second way beside its button; answers whether some are held over it now. It listens from the
 * moment the element is there: a busy page may paint it long before it runs what can wait, and a file dropped in between would be lost.
 */
export function useDropped(area: RefObject<HTMLElement | null>, take: (files: FileList | null) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  useLayoutEffect(() => {
    latest.current = take;
  });
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const heard = new AbortController();
    const { signal } = heard;
    element.addEventListener('dragleave', () => setOver(false), { signal });
    element.addEventListener(
      'dragover',
      (event) => {
        // Without this the browser opens the file instead.
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    element.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setOver(false);
        latest.current(event.dataTransfer?.files ?? null);
      },
      { signal },
    );
    return () => heard.abort();
  }, [area]);
  return over;
}
