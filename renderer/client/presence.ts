let touched = performance.now();

if (typeof window !== 'undefined')
  for (const kind of ['keydown', 'pointerdown', 'wheel'] as const)
    window.addEventListener(kind, () => (touched = performance.now()), { capture: true, passive: true });

/** Seconds since the person touched key or pointer in this window. Sent with every call, so that a window left alone can be signed out. */
export const awaySeconds = (): number => Math.floor((performance.now() - touched) / 1000);
