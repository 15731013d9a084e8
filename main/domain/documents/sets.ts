import type { QueryContext } from '../../engine/context.ts';
import { grouped } from './gather.ts';

/** The pack or kit an order line is goods of; `per` steps of the line are in one. */
export interface SoldIn {
  readonly setId: number;
  readonly kind: 'pack' | 'kit';
  readonly sku: string;
  readonly title: string;
  /** Name of the pack; null for a kit. */
  readonly pack: string | null;
  readonly unitPriceMicros: number;
  readonly per: number;
  /** Lines that make one. */
  readonly size: number;
}

/** Sets that order lines are goods of, by line; lines sold in single units are absent. */
export async function setsOfLines({ tx }: Pick<QueryContext, 'tx'>, lineIds: readonly number[]): Promise<Map<number, SoldIn>> {
  if (lineIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('sales_order_set_line as l')
    .innerJoin('sales_order_set as s', 's.id', 'l.set_id')
    .leftJoin('item_pack as p', 'p.id', 's.pack_id')
    .where('l.order_line_id', 'in', [...new Set(lineIds)])
    .select(['l.order_line_id as lineId', 'l.per_set as per', 's.id as setId', 's.kind', 's.sku', 's.title', 'p.name as pack'])
    .select((eb) => [
      's.unit_price_micros as unitPriceMicros',
      eb
        .selectFrom('sales_order_set_line as m')
        .whereRef('m.set_id', '=', 's.id')
        .select((e) => e.fn.countAll<number>().as('n'))
        .as('size'),
    ])
    .execute();
  return new Map(rows.map(({ lineId, size, ...r }) => [lineId, { ...r, size: Number(size) }]));
}

/** Lines of a document, those of whole packs and kits together; goods that are not a whole one stand for themselves. */
export function bySet<L extends { readonly order_line_id: number | null; readonly qty: number }>(
  lines: readonly L[],
  sets: ReadonlyMap<number, SoldIn>,
): { readonly lines: readonly L[]; readonly set?: SoldIn; readonly count: number }[] {
  const setOf = (l: L) => (l.order_line_id === null ? undefined : sets.get(l.order_line_id));
  const own = grouped(
    lines.filter((l) => setOf(l)),
    (l) => String(setOf(l)?.setId),
  );
  const done = new Set<number>();
  return lines.flatMap((line) => {
    const set = setOf(line);
    if (!set) return [{ lines: [line], count: line.qty }];
    const members = own.get(String(set.setId)) ?? [];
    const count = line.qty / set.per;
    const whole = members.length === set.size && Number.isInteger(count) && members.every((m) => m.qty === count * (setOf(m)?.per ?? 0));
    if (!whole) return [{ lines: [line], count: line.qty }];
    if (done.has(set.setId)) return [];
    done.add(set.setId);
    return [{ lines: members, set, count }];
  });
}
