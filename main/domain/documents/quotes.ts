import type { QuotePaper } from '../../../preload/contract/documents.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../engine/context.ts';
import { addressees, goodsOf, grouped } from './gather.ts';

/** What quotes say as they stand: the lines of their version, to where the customer lives now. */
export async function quotePapers(ctx: Pick<QueryContext, 'tx'>, ids: readonly string[]): Promise<QuotePaper[]> {
  if (ids.length === 0) return [];
  const { db } = ctx.tx;
  const heads = await db.selectFrom('quote').selectAll().where('id', 'in', ids).execute();
  const rows = await db
    .selectFrom('quote_line as l')
    .innerJoin('quote as q', (j) => j.onRef('q.id', '=', 'l.quote_id').onRef('q.version', '=', 'l.version'))
    .where('l.quote_id', 'in', ids)
    .selectAll('l')
    .orderBy('l.quote_id')
    .orderBy('l.line_no')
    .execute();
  const lines = grouped(rows, (l) => l.quote_id);
  const goods = await goodsOf(
    ctx,
    rows.flatMap((l) => (l.item_id === null ? [] : [l.item_id])),
  );
  const to = await addressees(
    ctx,
    heads.map((h) => h.party_id),
  );
  return heads.map((h): QuotePaper => {
    const own = lines.get(h.id) ?? [];
    const rates = Map.groupBy(own, (l) => l.tax_rate_ppm);
    return {
      kind: 'quote',
      id: h.id,
      number: h.number,
      on: h.quoted_on,
      version: h.version,
      validUntil: h.valid_until,
      to: to(h.party_id).billing,
      currency: h.currency,
      includesTax: h.price_includes_tax === 1,
      lines: own.map((l) => ({
        sku: l.sku,
        title: l.pack === null ? l.title : `${l.title} (${l.pack})`,
        qty: l.qty,
        // Packs are counted one by one, whatever unit their goods are kept in.
        steps: l.pack === null ? (goods.get(l.item_id ?? '')?.steps ?? 1) : 1,
        barcode: null,
        unitPriceMicros: l.unit_price_micros,
        taxRatePpm: l.tax_rate_ppm,
        net: l.net,
        total: l.total,
        item: l.item_id !== null,
      })),
      taxes: [...rates].map(([ratePpm, of]) => ({ ratePpm, net: sumSafe(of.map((l) => l.net)), tax: sumSafe(of.map((l) => l.tax)) })),
      net: h.net,
      tax: h.tax,
      total: h.total,
      memo: h.memo,
    };
  });
}
