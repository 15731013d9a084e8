import type { Day } from '../../../preload/contract/values/day.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext, LedgerRow } from '../../engine/context.ts';
import { postEntries, stockDayFrom } from '../accounting/index.ts';
import type { ItemFacts } from '../catalog/index.ts';
import { differencePosting } from './adjust-costs.ts';
import { type CorrectionHead, CorrectionWriter, type CostPart, costOfOuts } from './correction-writer.ts';
import type { CostingMethod, Cover } from './costing/model.ts';
import { loadTrail } from './load-trail.ts';

/** Units that came after they had left, and cost more or less than their provisional cost. */
export interface Uncovered {
  readonly cover: Cover;
  readonly itemId: string;
  readonly areaId: string;
  readonly accountId: string;
  readonly warehouseId: string | null;
  readonly method: CostingMethod;
  /** Document that brought them, and the later of its day and the day they left. */
  readonly source: { readonly kind: string; readonly id: string };
  readonly on: Day;
}

/** A difference with the entry it will be posted by, and the line of the value ledger that takes it off what was owed. */
interface TrueUp extends Uncovered {
  readonly entryId: number;
  readonly lineId: number;
  readonly difference: Minor;
}

/**
 * What provisional costs were off by. Goods that leave before they came do so at a provisional cost; when others cover them, what these cost
 * more or less goes where the units went: cost of sales, the account of the count, the layer of another area or of a return. At standard cost it is
 * a price variance. One entry per document, day and warehouse, of the house's own, on the day the goods came or the day they left, whichever is later.
 */
export class TrueUps {
  readonly #ctx: CommandContext;
  readonly #found: Uncovered[] = [];
  #ups: TrueUp[] = [];

  constructor(ctx: CommandContext) {
    this.#ctx = ctx;
  }

  add(uncovered: Uncovered): void {
    if (uncovered.cover.value !== uncovered.cover.provisional) this.#found.push(uncovered);
  }

  /** Lines that take the differences off the layers that owed the units: with them the pool is worth what the arrival left in it. */
  async lines(): Promise<LedgerRow<'valuation_line'>[]> {
    const ctx = this.#ctx;
    const entries = new Map<string, number>();
    for (const u of this.#found) {
      const on = await stockDayFrom(ctx, u.on);
      const key = `${u.source.kind}|${u.source.id}|${on}|${u.warehouseId}`;
      const entryId = entries.get(key) ?? ctx.nextId('journal_entry');
      entries.set(key, entryId);
      this.#ups.push({ ...u, on, entryId, lineId: ctx.nextId('valuation_line'), difference: u.cover.value - u.cover.provisional });
    }
    return this.#ups.map((u) => ({
      id: u.lineId,
      layer_id: u.cover.layerId,
      item_id: u.itemId,
      area_id: u.areaId,
      kind: 'adjust' as const,
      qty: 0,
      value: -u.difference,
      move_id: null,
      origin_line_id: null,
      entry_id: u.entryId,
      effective_on: u.on,
    }));
  }

  /** Puts the differences where the units went and posts them. The moves, lines and balances of the command must be written. */
  async post(items: ReadonlyMap<string, ItemFacts>): Promise<void> {
    if (this.#ups.length === 0) return;
    const ctx = this.#ctx;
    const moves = await movesOf(ctx, this.#ups);
    const trail = await loadTrail(ctx.tx, moves);
    const writer = new CorrectionWriter(ctx, trail, await costOfOuts(ctx, trail));
    const entries = [...Map.groupBy(this.#ups, (u) => u.entryId)].map(([entryId, ups]) => {
      const [{ source, on, warehouseId }] = ups as [TrueUp];
      const head: CorrectionHead = { source, entryId, on, provisional: true, soldRole: (id) => items.get(id)?.cogsRole };
      const parts = ups.flatMap((u) => put(writer, head, u));
      const side = (positive: boolean) =>
        differencePosting(
          parts.filter((p) => p.value > 0 === positive),
          warehouseId ?? undefined,
        );
      // Both directions of an account stand by themselves, so that an entry never comes to nothing.
      const lines = [...side(true), ...side(false)].filter((l) => l.amount !== 0);
      return {
        entryId,
        journal: 'STK' as const,
        on,
        redates: true as const,
        source,
        memo: 'Cost of goods that left before they came',
        lines,
      };
    });
    await writer.write();
    await postEntries(ctx, entries);
  }
}

function put(writer: CorrectionWriter, head: CorrectionHead, u: TrueUp): CostPart[] {
  const { from, qty, outLineId } = u.cover;
  const d = { itemId: u.itemId, from, qty, value: u.difference, sourceLine: 1 };
  writer.settled(head, d, u.lineId, -u.difference);
  const gone = u.method === 'standard' ? [writer.variance(head, d, null)] : writer.spreadOut(head, d, outLineId);
  return [{ kind: 'stock', sourceLine: 1, accountId: u.accountId, qty: 0, value: -u.difference }, ...gone];
}

/** The moves that took the units out: what happened to an item since the first of them says where they are. */
async function movesOf(ctx: CommandContext, ups: readonly TrueUp[]) {
  const ids = [...new Set(ups.map((u) => u.cover.outLineId))].map((id) => ({ id }));
  const rows = await ctx.tx.db
    .selectFrom(ctx.tx.rowset(ids, { id: 'int' }).as('w'))
    .innerJoin('valuation_line as v', 'v.id', 'w.id')
    .select(['v.item_id as itemId', 'v.move_id as moveId'])
    .execute();
  return rows.flatMap(({ itemId, moveId }) => (moveId === null ? [] : [{ itemId, moveId }]));
}
