import type { Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../engine/context.ts';
import { takeNumbers } from '../company/index.ts';

/** A busy shop passes 99,999 orders in a year, and numbers of one year sort as text. */
const DIGITS = 6;

/** Numbers of a batch of documents, gapless per series and year of each document's own day, in the order given. */
export function numbersFor(ctx: CommandContext, series: 'SO' | 'INV' | 'CN', days: readonly Day[]): string[] {
  const byYear = new Map<string, { on: Day; places: number[] }>();
  days.forEach((on, place) => {
    const group = byYear.get(on.slice(0, 4));
    if (group) group.places.push(place);
    else byYear.set(on.slice(0, 4), { on, places: [place] });
  });
  const numbers: string[] = [];
  for (const { on, places } of byYear.values()) {
    const taken = takeNumbers(ctx, series, on, places.length, DIGITS);
    places.forEach((place, i) => (numbers[place] = taken[i] ?? ''));
  }
  return numbers;
}
