import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A rectangle on the desk, in the units of the system. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where and how a window stood when it was closed. */
export interface WindowState extends Bounds {
  readonly maximized: boolean;
}

export const SMALLEST = { width: 900, height: 600 };
const USUAL = { width: 1440, height: 900 };
/** So much of the title bar has to be on a display, or nobody can take hold of the window. */
const GRIP = { width: 120, height: 30 };

const isState = (value: unknown): value is WindowState => {
  const s = value as Partial<WindowState> | null;
  return (
    typeof s === 'object' &&
    s !== null &&
    [s.x, s.y, s.width, s.height].every((n) => typeof n === 'number' && Number.isSafeInteger(n)) &&
    typeof s.maximized === 'boolean'
  );
};

/** What the file says; undefined for the first start and for a file nobody can read any more. */
export function readState(file: string): WindowState | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isState(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it, as a whole or not at all. A window that cannot be remembered is no reason to stop closing it. */
export function keepState(file: string, state: WindowState): boolean {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where a window opens: where it stood, if a person can still take hold of it there. A display that is gone, or smaller
 * than before, brings it back to the first display in its usual size.
 */
export function placeOf(kept: WindowState | undefined, displays: readonly Bounds[]): Partial<Bounds> & { width: number; height: number } {
  if (!kept) return USUAL;
  const width = Math.max(kept.width, SMALLEST.width);
  const height = Math.max(kept.height, SMALLEST.height);
  const reachable = displays.some(
    (d) =>
      kept.x + width >= d.x + GRIP.width && kept.x <= d.x + d.width - GRIP.width && kept.y >= d.y && kept.y <= d.y + d.height - GRIP.height,
  );
  return reachable ? { x: kept.x, y: kept.y, width, height } : USUAL;
}
