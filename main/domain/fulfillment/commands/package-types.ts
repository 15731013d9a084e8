import { alreadyExists } from '../../../../preload/contract/engine.ts';
import { packingOperations } from '../../../../preload/contract/fulfillment-packing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';

/** Makes a box or replaces everything about one; no two have one code. */
export const setPackageType = handleCommand(packingOperations.setPackageType, async (ctx, input) => {
  const { packageTypeId: id, code, name, lengthMm, widthMm, heightMm, tareGrams, maxGrams } = input;
  const rows = await ctx.tx.db
    .selectFrom('package_type')
    .select(['id', 'code', 'revision'])
    .where((eb) => eb.or([eb('id', '=', id), eb('code', '=', code)]))
    .execute();
  if (rows.some((r) => r.id !== id)) throw refuse(alreadyExists, { kind: 'Package', id: code });
  const known = rows.find((r) => r.id === id);
  const measures = { length_mm: lengthMm, width_mm: widthMm, height_mm: heightMm, tare_g: tareGrams, max_g: maxGrams };
  const active = input.active ? (1 as const) : (0 as const);
  const row = { id, code, name, ...measures, active, revision: (known?.revision ?? 0) + 1 };
  if (known) await ctx.tx.updateMany('package_type', ['id'], [row]);
  else await ctx.tx.insertMany('package_type', [row]);
  return { packageTypeId: id };
});
