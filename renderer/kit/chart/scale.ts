import { minorUnits } from '../../../preload/contract/values/money.ts';

/** One bar of a chart: what stands under it, where its rows are, and an amount in minor units per series. */
export interface Bar {
  readonly key: string;
  /** In full, as it is read out. */
  readonly name: string;
  /** Under the axis. */
  readonly short: string;
  readonly path: string;
  readonly values: readonly number[];
}

/** `over`: every series begins at nought, a later one before an earlier one it is part of. `stacked`: they add up. */
export type Layout = 'over' | 'stacked';

/** From where to where one series of a bar reaches, minor units. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the series of a bar stand. Stacked, what is below nought hangs down from it. */
export function spansOf(values: readonly number[], layout: Layout): readonly Span[] {
  if (layout === 'over') return values.map((to) => ({ from: 0, to }));
  let [up, down] = [0, 0];
  return values.map((value) => {
    const from = value < 0 ? down : up;
    if (value < 0) down += value;
    else up += value;
    return { from, to: from + value };
  });
}

interface Scale {
  readonly low: number;
  readonly high: number;
  /** Lines across: minor units, and the same in units of the currency. */
  readonly ticks: readonly { readonly value: number; readonly major: number }[];
}

const LINES = 4;

/** A scale that holds nought and every bar, with lines at round amounts of whole units of the currency. */
export function scaleOf(bars: readonly Bar[], layout: Layout, currency: string): Scale {
  const minor = 10 ** minorUnits(currency);
  const ends = bars.flatMap((bar) => spansOf(bar.values, layout).map((span) => span.to));
  const [least, most] = [Math.min(0, ...ends), Math.max(minor, ...ends)];
  const rough = Math.max(1, (most - least) / minor / LINES);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((n) => n * power >= rough) ?? 10);
  const first = Math.floor(least / minor / step);
  const last = Math.ceil(most / minor / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => ({ major: (first + i) * step, value: (first + i) * step * minor }));
  return { low: first * step * minor, high: last * step * minor, ticks };
}
