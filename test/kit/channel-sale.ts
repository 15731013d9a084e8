/** When sales of the kit are placed, unless something else is said. */
const AT = '2026-01-05T09:00:00.000Z';

interface Sale {
  readonly externalId: string;
  readonly sku: string;
  readonly qty?: number;
  /** Minor units each. */
  readonly price?: number;
  readonly buyer?: string;
  readonly at?: string;
}

/** A sale of one line as a connector hands it to the channels room. Sales of other numbers have other hashes. */
export function channelSale({ externalId, sku, qty = 2, price = 1200, buyer = 'carla', at = AT }: Sale) {
  const amountMinor = qty * price;
  return {
    type: 'order',
    externalId,
    kind: 'sale',
    placedAt: at,
    placedOn: at.slice(0, 10),
    currency: 'GBP',
    customer: { externalId: buyer, country: 'GB', countryName: 'United Kingdom' },
    lines: [
      { lineNo: 1, kind: 'item', sku, rawSku: sku, title: sku, note: null, quantity: qty, unitPriceMicros: price * 10_000, amountMinor },
    ],
    totalMinor: amountMinor,
    rawHash: Buffer.from(externalId).toString('hex').padEnd(64, '0').slice(0, 64),
    rowNumbers: [2],
    warnings: [],
  };
}
