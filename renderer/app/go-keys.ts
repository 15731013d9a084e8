import { useEffect } from 'react';
import { isTyping } from '../kit/keys.ts';
import { go } from '../kit/route.ts';
import type { ScreenDef } from '../kit/screen.ts';
import { screens } from '../screens/index.ts';
import { screensBeside } from './RoomNav.tsx';

const WITHIN_MS = 1500;

/** `G` then a letter goes to a room, `G` then a digit to a screen of this room; never while somebody types. */
export function useGoKeys(here: ScreenDef | undefined): void {
  useEffect(() => {
    let pressed = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event)) return;
      if (event.key === 'g') {
        pressed = event.timeStamp;
        return;
      }
      const screen = event.timeStamp - pressed < WITHIN_MS ? named(event.key, here) : undefined;
      pressed = Number.NEGATIVE_INFINITY;
      if (!screen) return;
      event.preventDefault();
      go(screen.path);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [here]);
}

const named = (key: string, here: ScreenDef | undefined): ScreenDef | undefined =>
  /^[1-9]$/.test(key) ? here && screensBeside(here)[Number(key) - 1] : screens.find((s) => s.rail?.key === key);
