import { accountingOperations } from '../../../../preload/contract/accounting.ts';
import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';

/** Documents keep the code, not the rate: a code whose rate moved would change what old documents say. */
export const setTaxCode = handleCommand(accountingOperations.setTaxCode, async (ctx, input) => {
  const { code, name, ratePpm } = input;
  const country = input.country ?? null;
  const { db } = ctx.tx;
  const row = await db.selectFrom('tax_code').selectAll().where('code', '=', code).executeTakeFirst();
  if (!row) {
    const known = await db.selectFrom('tax_class').select('code').where('code', '=', input.taxClass).executeTakeFirst();
    if (!known) throw refuse(notFound, { kind: 'tax class', id: input.taxClass });
    const taxCodeId = ctx.newId('tax');
    await ctx.tx.insertMany('tax_code', [
      { id: taxCodeId, code, name, tax_class: input.taxClass, country, rate_ppm: ratePpm, revision: 1 },
    ]);
    return { taxCodeId };
  }
  if (row.rate_ppm !== ratePpm || row.country !== country || row.tax_class !== input.taxClass)
    throw refuse(alreadyExists, { kind: 'Tax code', id: code });
  if (row.name !== name) await ctx.tx.updateMany('tax_code', ['id'], [{ id: row.id, name, revision: row.revision + 1 }]);
  return { taxCodeId: row.id };
});
