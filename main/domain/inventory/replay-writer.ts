import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { CommandContext, LedgerRow } from '../../engine/context.ts';
import { type PostedEntry, postEntries } from '../accounting/index.ts';
import { differencePosting } from './adjust-costs.ts';
import type { DayOfReplay, PoolReplay } from './replay-pool.ts';

const worth = (day: DayOfReplay) => sumSafe(day.parts.map((p) => p.value));

/** Writes what replays come to: an entry per day, exchanges and adjustments of the value ledger, layers and pools. */
export class ReplayWriter {
  readonly #ctx: CommandContext;
  readonly #source: { readonly kind: string; readonly id: string };

  constructor(ctx: CommandContext, source: { readonly kind: string; readonly id: string }) {
    this.#ctx = ctx;
    this.#source = source;
  }

  async write(again: PoolReplay): Promise<void> {
    if (again.days.length === 0) return;
    const ctx = this.#ctx;
    const posted = await this.#post(again);
    const lines: LedgerRow<'valuation_line'>[] = [];
    const corrections: LedgerRow<'cost_correction'>[] = [];
    for (const [i, day] of again.days.entries()) {
      const entry = posted[i] ?? null;
      lines.push(...this.#exchanges(again, day, entry));
      if (again.runningLayerId === null || !entry) continue;
      this.#recost(again, day, entry, { lines, corrections });
    }
    await ctx.append('valuation_line', lines);
    await ctx.append('cost_correction', corrections);
    const change = sumSafe(lines.map((l) => l.value));
    await ctx.tx.updateMany(
      'cost_layer_balance',
      ['layer_id'],
      [...again.left].map(([layer_id, { qty, value }]) => ({
        layer_id,
        qty_left: qty,
        // A day whose differences cancel out posts nothing, and its average stays.
        value_left: again.runningLayerId === null ? value : again.poolValue + change,
        open: qty > 0 ? (1 as const) : (0 as const),
      })),
    );
    await ctx.tx.updateMany(
      'cost_pool_balance',
      ['item_id', 'area_id'],
      [{ item_id: again.itemId, area_id: again.areaId, value: again.poolValue + change }],
    );
  }

  /** One entry per day something left, of the house's own: it moves to the next open day where its day is locked. */
  #post({ days, accountId }: PoolReplay): Promise<(PostedEntry | null)[]> {
    return postEntries(
      this.#ctx,
      days.map((day) => ({
        journal: 'STK' as const,
        on: day.on,
        redates: true as const,
        source: this.#source,
        memo: 'Cost of goods that left after a receipt dated back',
        lines: differencePosting([
          { kind: 'stock', sourceLine: 1, accountId, qty: 0, value: -worth(day) + 0 },
          ...day.parts.map(({ role, qty, value }) => ({ kind: 'gone' as const, sourceLine: 1, role, qty, value })),
        ]),
      })),
    );
  }

  #line(again: PoolReplay, day: DayOfReplay, entry: PostedEntry | null) {
    return {
      id: this.#ctx.nextId('valuation_line'),
      item_id: again.itemId,
      area_id: again.areaId,
      kind: 'adjust' as const,
      move_id: null,
      entry_id: entry?.entryId ?? null,
      effective_on: entry?.on ?? day.on,
    };
  }

  #exchanges(again: PoolReplay, day: DayOfReplay, entry: PostedEntry | null): LedgerRow<'valuation_line'>[] {
    return day.exchanges.map((e) => {
      const sign = e.kind === 'back' ? 1 : -1;
      return {
        ...this.#line(again, day, entry),
        layer_id: e.layerId,
        qty: sign * e.qty,
        value: sign * e.value + 0,
        origin_line_id: e.lineId,
      };
    });
  }

  /** What units cost more or less stays with the lines they left with, so that a return brings it back; the pool carries the other side. */
  #recost(
    again: PoolReplay,
    day: DayOfReplay,
    entry: PostedEntry,
    into: { readonly lines: LedgerRow<'valuation_line'>[]; readonly corrections: LedgerRow<'cost_correction'>[] },
  ): void {
    const line = {
      ...this.#line(again, day, entry),
      layer_id: again.runningLayerId ?? 0,
      qty: 0,
      value: -worth(day) + 0,
      origin_line_id: null,
    };
    const keep = (where: Pick<LedgerRow<'cost_correction'>, 'adjust_line_id' | 'out_line_id' | 'role' | 'qty' | 'value'>) =>
      into.corrections.push({
        id: this.#ctx.nextId('cost_correction'),
        item_id: again.itemId,
        source_kind: this.#source.kind,
        source_id: this.#source.id,
        source_line: 1,
        in_line_id: null,
        entry_id: entry.entryId,
        effective_on: entry.on,
        provisional: 0,
        ...where,
      });
    if (line.value !== 0) {
      into.lines.push(line);
      keep({ adjust_line_id: line.id, out_line_id: null, role: null, qty: 0, value: line.value });
    }
    for (const { role, value, outLineId, qty } of day.parts)
      if (value !== 0) keep({ adjust_line_id: null, out_line_id: outLineId, role, qty, value });
  }
}
