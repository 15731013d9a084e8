import { minorUnits } from '../../../preload/contract/values/money.ts';

/** One day: the whole and the part of it, minor units. */
export interface Bar {
  readonly on: string;
  readonly whole: number;
  readonly part: number;
}

interface Scale {
  readonly low: number;
  readonly high: number;
  /** Lines across: minor units, and the same in units of the currency. */
  readonly ticks: readonly { readonly value: number; readonly major: number }[];
}

const LINES = 4;

/** A scale that holds nought and every bar, with lines at round amounts of whole units of the currency. */
export function scaleOf(bars: readonly Bar[], currency: string): Scale {
  const minor = 10 ** minorUnits(currency);
  const values = bars.flatMap((b) => [b.whole, b.part]);
  const [least, most] = [Math.min(0, ...values), Math.max(minor, ...values)];
  const rough = Math.max(1, (most - least) / minor / LINES);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((n) => n * power >= rough) ?? 10);
  const first = Math.floor(least / minor / step);
  const last = Math.ceil(most / minor / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => ({ major: (first + i) * step, value: (first + i) * step * minor }));
  return { low: first * step * minor, high: last * step * minor, ticks };
}
