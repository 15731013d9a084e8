import { countRows } from '../../../../db/dialect/portable.ts';
import { paymentTermOperations, zTermParts } from '../../../../preload/contract/payment-terms.ts';
import { handleQuery } from '../../handler.ts';

export const listPaymentTerms = handleQuery(paymentTermOperations.listPaymentTerms, async ({ tx: { db } }) => {
  const rows = await db.selectFrom('payment_terms').selectAll().orderBy('code').execute();
  const had = await db
    .selectFrom('party_payment_terms')
    .groupBy('terms_code')
    .select(['terms_code', countRows().as('n')])
    .execute();
  const parties = new Map(had.map((h) => [h.terms_code, Number(h.n)]));
  return {
    rows: rows.map((r) => ({
      code: r.code,
      name: r.name,
      parts: zTermParts.parse(JSON.parse(r.parts)),
      discount: r.discount_ppm === 0 ? null : { share: r.discount_ppm, days: r.discount_days },
      active: r.active === 1,
      parties: parties.get(r.code) ?? 0,
      revision: r.revision,
    })),
  };
});
