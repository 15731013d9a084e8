import type { InvoicePaper } from '../../../preload/contract/documents.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../engine/context.ts';
import { discountsOf, dueDaysOf, instalmentsOfItems, shownDiscount } from '../accounting/index.ts';
import { inScope } from '../company/index.ts';
import { addressees, goodsOf, grouped } from './gather.ts';
import { bySet, setsOfLines } from './sets.ts';

type Asker = Pick<QueryContext, 'tx' | 'actor'>;

/** What invoices and credit notes say; those outside the asker's channels are left out. */
export async function invoicePapers(ctx: Asker, ids: readonly string[]): Promise<InvoicePaper[]> {
  if (ids.length === 0) return [];
  const { db } = ctx.tx;
  const heads = await db
    .selectFrom('invoice as i')
    .leftJoin('sales_order as o', 'o.id', 'i.order_id')
    .leftJoin('sales_order_split as sp', 'sp.order_id', 'i.order_id')
    .leftJoin('sales_order as r', 'r.id', 'sp.root_order_id')
    .leftJoin('shipment as s', 's.id', 'i.shipment_id')
    .leftJoin('invoice as c', 'c.id', 'i.credits_id')
    .where('i.id', 'in', ids)
    .where(inScope(ctx.actor.scopes.channel, 'i.channel_id'))
    .select(['i.id', 'i.number', 'i.kind', 'i.issued_on', 'i.party_id', 'i.currency', 'i.net', 'i.tax', 'i.total', 'i.memo'])
    .select(['o.number as order_number', 'o.price_includes_tax', 'o.party_id as ship_to'])
    // A part of an order that was split is known to its customer by the number it was placed under.
    .select((eb) => eb.fn.coalesce('o.external_id', 'r.external_id').as('external_id'))
    .select(['s.number as shipment_number', 's.shipped_on', 'c.number as credits_number'])
    .execute();
  const rows = await db
    .selectFrom('invoice_line as l')
    .leftJoin('sales_order_line as ol', 'ol.id', 'l.order_line_id')
    .leftJoin('tax_code as t', 't.code', 'l.tax_code')
    .where('l.invoice_id', 'in', ids)
    .select([
      'l.invoice_id',
      'l.order_line_id',
      'l.item_id',
      'l.title',
      'l.qty',
      'l.net',
      'l.tax',
      'l.total',
      't.rate_ppm',
      'ol.unit_price_micros',
      'ol.sku',
    ])
    .orderBy('l.invoice_id')
    .orderBy('l.line_no')
    .execute();
  const lines = grouped(rows, (l) => l.invoice_id);
  const goods = await goodsOf(
    ctx,
    rows.flatMap((l) => (l.item_id === null ? [] : [l.item_id])),
  );
  const sets = await setsOfLines(
    ctx,
    rows.flatMap((l) => l.order_line_id ?? []),
  );
  const due = await dueDaysOf(ctx.tx, 'receivable', ids);
  const instalments = await instalmentsOfItems(ctx.tx, 'receivable', ids);
  const discounts = await discountsOf(ctx.tx, ids);
  const to = await addressees(
    ctx,
    heads.flatMap((h) => [h.party_id, h.ship_to ?? h.party_id]),
  );
  return heads.map((h): InvoicePaper => {
    const own = lines.get(h.id) ?? [];
    const { billing, shipping } = to(h.party_id);
    return {
      kind: 'invoice',
      id: h.id,
      number: h.number,
      on: h.issued_on,
      credit: h.kind === 'credit-note',
      creditsNumber: h.credits_number,
      orderNumber: h.order_number,
      externalId: h.external_id,
      shipmentNumber: h.shipment_number,
      shippedOn: h.shipped_on,
      dueOn: due.get(h.id) ?? null,
      instalments: (instalments.get(h.id) ?? []).map(({ dueOn, amount }) => ({ dueOn, amount })),
      discount: shownDiscount(discounts.get(h.id), h.total),
      billTo: billing,
      shipTo: shipping.lines.join() === billing.lines.join() ? null : shipping,
      currency: h.currency,
      includesTax: h.price_includes_tax === 1,
      // A pack or a kit stands as the customer bought it; a credit for a part of one names the part.
      lines: bySet(own, sets).map(({ lines: [l, ...more], set, count }) => {
        if (!l) throw new Error('a line of an invoice is made of some');
        if (set)
          return {
            sku: set.sku,
            title: set.title,
            qty: count,
            steps: 1,
            barcode: null,
            unitPriceMicros: set.unitPriceMicros,
            taxRatePpm: l.rate_ppm ?? 0,
            net: sumSafe([l, ...more].map((m) => m.net)),
            total: sumSafe([l, ...more].map((m) => m.total)),
            item: true,
          };
        const item = l.item_id === null ? undefined : goods.get(l.item_id);
        return {
          sku: item ? (l.sku ?? item.sku) : '',
          title: l.title,
          qty: l.qty,
          steps: item?.steps ?? 1,
          barcode: item?.barcode ?? null,
          unitPriceMicros: item ? l.unit_price_micros : null,
          taxRatePpm: l.rate_ppm ?? 0,
          net: l.net,
          total: l.total,
          item: item !== undefined,
        };
      }),
      taxes: taxesOf(own),
      net: h.net,
      tax: h.tax,
      total: h.total,
      memo: h.memo,
    };
  });
}

/** Net and tax by rate, highest first; rates without tax are not said. */
function taxesOf(lines: readonly { rate_ppm: number | null; net: number; tax: number }[]) {
  const sums = [...grouped(lines, (l) => String(l.rate_ppm ?? 0))].map(([rate, own]) => ({
    ratePpm: Number(rate),
    net: own.reduce((sum, l) => sum + l.net, 0),
    tax: own.reduce((sum, l) => sum + l.tax, 0),
  }));
  return sums.filter((t) => t.tax !== 0).toSorted((a, b) => b.ratePpm - a.ratePpm);
}
