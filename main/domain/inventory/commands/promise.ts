import { notFound } from '../../../../preload/contract/engine.ts';
import { heldByRule, inventoryOperations } from '../../../../preload/contract/inventory.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { loadItems } from '../../catalog/index.ts';
import { sayWhy } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { placeHolds, releaseHold } from '../holds.ts';
import { release, reserve } from '../reserve.ts';
import { assertWarehouseScope, warehousePlaces } from '../warehouses.ts';

/** Subject kind of what people set aside by hand. */
const MANUAL = 'manual';

/** Sets stock aside by hand; a short or refused attempt is remembered. */
export const reserveStock = handleCommand(inventoryOperations.reserveStock, async (ctx, input) => {
  const { itemId, warehouseId, qty, subjectId, mode, priority } = input;
  assertWarehouseScope(ctx.actor, warehouseId);
  await warehousePlaces(ctx, warehouseId);
  if (!(await loadItems(ctx, [itemId])).has(itemId)) throw refuse(notFound, { kind: 'item', id: itemId });
  const line = ctx.nextId('reservation');
  const { granted } = await reserve(ctx, [{ subjectKind: MANUAL, subjectId, subjectLine: line, itemId, warehouseId, qty, priority }], mode);
  const got = granted[0] ?? 0;
  if (got < qty) ctx.note({ kind: 'oversell', subject: itemId, detail: { subjectId, warehouseId, asked: qty, granted: got } });
  return { granted: got, line: got > 0 ? line : null };
});

/** Gives back everything set aside by hand for a subject. */
export const releaseStock = handleCommand(inventoryOperations.releaseStock, async (ctx, { subjectId }) => {
  const { released } = await release(ctx, { subjectKind: MANUAL, subjectIds: [subjectId] });
  return { released };
});

/** A stop sign on any subject. */
export const placeHold = handleCommand(inventoryOperations.placeHold, async (ctx, input) => {
  const { id, ...draft } = input;
  const [holdId = ''] = await placeHolds(ctx, [id === undefined ? draft : { ...draft, id }]);
  return { holdId };
});

/** Lifts a hold somebody placed; the reason is kept with it. What a rule placed is lifted by who looks after the rule. */
export const releaseHoldCommand = handleCommand(inventoryOperations.releaseHold, async (ctx, { holdId, ...said }) => {
  const placed = await ctx.tx.db.selectFrom('hold').select(['code', 'facts']).where('id', '=', holdId).executeTakeFirst();
  if (placed && placed.facts !== null) throw refuse(heldByRule, { code: placed.code });
  await releaseHold(ctx, holdId, await sayWhy(ctx, 'hold-release', said));
  return { holdId };
});
