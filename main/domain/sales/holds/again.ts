import { setStatement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { openHolds, placeHolds, releaseHolds, updateHolds } from '../../inventory/index.ts';
import { ORDER } from '../model.ts';
import { decideHolds, redecide } from './decide.ts';
import { loadFacts } from './facts.ts';
import { dueAt } from './place.ts';
import { rulesOf } from './store.ts';
import { storedSubjects } from './subjects.ts';

/** News of an order nothing blocks any more; `data` is `{ orderIds: string[] }`. */
export const ORDER_RELEASED = 'sales.orderReleased';
/** Why a hold went that nobody lifted. */
const PUT_RIGHT = 'What the rule found is put right';

const hadHolds = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('hold as h')
    .where('h.subject_kind', '=', ORDER)
    .whereRef('h.subject_id', '=', 'w.id')
    .select(['h.id', 'h.subject_id', 'h.code', 'h.detail', 'h.facts', 'h.released_at'])
    .orderBy('h.placed_at')
    .orderBy('h.id'),
);

/**
 * Tests orders again after they changed: new findings hold them, changed figures are told, and what is put right is lifted by itself.
 * What somebody released stays released while the figures are the same. `kinds` narrows it to rules of some kinds, where only their
 * facts changed. Returns how many holds were placed.
 */
export async function testAgain(ctx: CommandContext, orderIds: readonly string[], kinds?: readonly string[]): Promise<number> {
  // The total of the channel was of the order as it came.
  const rules = (await rulesOf(ctx)).filter(({ test: { kind } }) => (kinds ? kinds.includes(kind) : kind !== 'total-mismatch'));
  if (!rules.some((r) => r.active)) return 0;
  const orders = (await storedSubjects(ctx.tx, orderIds)).filter((o) => o.open);
  const facts = await loadFacts(ctx.tx, rules, orders, true);
  const rows = await ctx.tx.runFor(
    hadHolds,
    orders.map((o) => ({ id: o.orderId })),
  );
  const had = Map.groupBy(rows, (r) => r.subject_id);
  const decided = orders.map((order) => ({
    order,
    ...redecide(
      decideHolds(order, rules, facts(order)),
      (had.get(order.orderId) ?? []).map((h) => ({ ...h, released: h.released_at !== null })),
      rules,
    ),
  }));
  const placed = decided.flatMap(({ order, place }) =>
    place.map(({ slaHours, ...wish }) => ({ subjectKind: ORDER, subjectId: order.orderId, ...wish, dueAt: dueAt(ctx.now, slaHours) })),
  );
  await placeHolds(ctx, placed);
  await updateHolds(
    ctx,
    decided.flatMap((d) => d.update),
  );
  const lifted = decided.filter((d) => d.lift.length > 0);
  await releaseHolds(
    ctx,
    lifted.flatMap((d) => d.lift),
    PUT_RIGHT,
  );
  const free = await openHolds(
    ctx.tx,
    ORDER,
    lifted.map((d) => d.order.orderId),
  );
  const released = lifted.map((d) => d.order.orderId).filter((id) => !free.get(id)?.some((h) => h.severity === 'block'));
  if (released.length > 0) await ctx.emit({ name: ORDER_RELEASED, data: { orderIds: released } });
  return placed.length;
}
