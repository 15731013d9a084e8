import { type Connection, setStatement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { residuals } from '../../accounting/index.ts';
import { addressKey } from './facts.ts';
import type { RuleSubject } from './model.ts';

const headsOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('sales_order as o', 'o.id', 'w.id')
    .leftJoin('sales_order_check as c', 'c.order_id', 'w.id')
    .select([
      'o.id',
      'o.party_id',
      'o.channel_id',
      'o.ordered_at',
      'o.ordered_on',
      'o.price_includes_tax',
      'o.currency',
      'o.country',
      'o.payment',
      'o.state',
      'o.net',
      'o.total',
      'c.line1',
      'c.postcode',
      'c.city',
      'c.fraud_score',
      'c.avs',
    ]),
);

const linesOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('sales_order_line as l', 'l.order_id', 'w.id')
    .leftJoin('item as i', 'i.id', 'l.item_id')
    .leftJoin('sales_order_set_line as m', 'm.order_line_id', 'l.id')
    .select(['l.order_id', 'l.kind', 'l.item_id', 'l.sku', 'l.qty', 'l.net', 'l.total', 'l.discount_ppm', 'i.category_id', 'm.set_id'])
    .select(['l.net_invoiced', 'l.tax_invoiced', 'l.net_cancelled', 'l.tax_cancelled'])
    .orderBy('l.order_id')
    .orderBy('l.line_no'),
);

const setsOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('sales_order_set as s', 's.order_id', 'w.id')
    .leftJoin('item_pack as p', 'p.id', 's.pack_id')
    .select(['s.order_id', 's.item_id', 's.sku', 's.qty', 's.net', 's.total', 's.discount_ppm', 'p.steps as pack_steps']),
);

/** Orders as rules look at them, as they stand in the tables: three statements and the deposits, however many there are. */
export async function storedSubjects(tx: Connection<DB>, orderIds: readonly string[]): Promise<RuleSubject[]> {
  const wanted = orderIds.map((id) => ({ id }));
  const heads = new Map((await tx.runFor(headsOf, wanted)).map((h) => [h.id, h]));
  const lines = Map.groupBy(await tx.runFor(linesOf, wanted), (l) => l.order_id);
  const sets = Map.groupBy(await tx.runFor(setsOf, wanted), (s) => s.order_id);
  const ahead = [...heads.values()].filter((h) => h.payment === 'before-shipment').map((h) => h.id);
  const deposits = ahead.length === 0 ? new Map<string, number>() : await residuals(tx, 'customer-deposits', ahead);
  return orderIds.flatMap((id): RuleSubject[] => {
    const head = heads.get(id);
    if (!head) return [];
    const own = lines.get(id) ?? [];
    const settled = own.reduce((sum, l) => sum + l.net_invoiced + l.tax_invoiced + l.net_cancelled + l.tax_cancelled, 0);
    return [
      {
        orderId: id,
        open: head.state === 'open',
        partyId: head.party_id,
        channelId: head.channel_id,
        orderedAt: head.ordered_at,
        orderedOn: head.ordered_on,
        priceIncludesTax: head.price_includes_tax === 1,
        currency: head.currency,
        country: head.country,
        payment: head.payment,
        net: head.net,
        total: head.total,
        paid: -(deposits.get(id) ?? 0) + 0,
        settled,
        hasStreet: head.line1 !== null && head.postcode !== null && head.city !== null,
        addressKey: addressKey({ ...head, country: head.country }),
        fraudScore: head.fraud_score,
        avs: head.avs,
        lines: [
          ...own
            .filter((l) => l.set_id === null)
            .map(({ kind, sku, qty, net, total, item_id: itemId, discount_ppm: discountPpm }) => ({
              kind,
              sku,
              qty,
              itemId,
              steps: qty,
              net,
              total,
              discountPpm,
            })),
          ...(sets.get(id) ?? []).map((s) => ({
            kind: 'item' as const,
            sku: s.sku,
            qty: s.qty,
            itemId: s.item_id,
            steps: s.qty * (s.pack_steps ?? 1),
            net: s.net,
            total: s.total,
            discountPpm: s.discount_ppm,
          })),
        ],
        goods: own.flatMap((l) =>
          l.item_id === null ? [] : [{ itemId: l.item_id, sku: l.sku, categoryId: l.category_id ?? '', qty: l.qty, net: l.net }],
        ),
      },
    ];
  });
}
