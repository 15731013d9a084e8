import { useEffect } from 'react';
import { go } from '../kit/route.ts';
import { screens } from '../screens/index.ts';

const WITHIN_MS = 1500;
const TYPING = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** `G` then a letter goes to a room; never while somebody types. */
export function useGoKeys(): void {
  useEffect(() => {
    let pressed = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && TYPING.has(event.target.tagName)) return;
      if (event.key === 'g') {
        pressed = event.timeStamp;
        return;
      }
      const screen = event.timeStamp - pressed < WITHIN_MS ? screens.find((s) => s.rail?.key === event.key) : undefined;
      pressed = Number.NEGATIVE_INFINITY;
      if (!screen) return;
      event.preventDefault();
      go(screen.path);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
