import { expect } from 'vitest';
import { Step } from './steps.ts';
import { micros, money, type World } from './world.ts';

interface QuoteView {
  readonly state: string;
  readonly version: number;
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly over: boolean;
  readonly revision: number;
  readonly versions: readonly { readonly version: number; readonly total: number }[];
}
interface Offer {
  readonly until: string;
  /** A price of its own; otherwise that of the list, or of the item. */
  readonly price?: string;
  readonly discountPercent?: number;
  readonly taxCode?: string;
}

/** Words for prices offered to a customer. The story is at the last quote that was made. */
export function quoteWords(tell: <S extends Step>(step: S) => S) {
  const ids = new WeakMap<World, string>();
  const idOf = (w: World) => ids.get(w) ?? 'quo_none';
  const view = (w: World) => w.ask<QuoteView>('sales.getQuote', { quoteId: idOf(w) });
  const edit = async <T>(w: World, operation: string, more: object = {}): Promise<T> =>
    w.command<T>(operation, { quoteId: idOf(w), ...more }, { id: idOf(w), revision: (await view(w)).revision });
  const terms = (qty: number, sku: string, { until, price, discountPercent = 0, taxCode }: Offer) => ({
    validUntil: until,
    country: 'GB',
    lines: [
      {
        sku,
        qty,
        ...(price === undefined ? {} : { unitPriceMicros: micros(price) }),
        discountPpm: discountPercent * 10_000,
        ...(taxCode === undefined ? {} : { taxCode }),
      },
    ],
  });
  return {
    offer: (qty: number, sku: string, to: Offer) =>
      tell(
        new Step(`offer ${qty} ${sku} until ${to.until}`, async (w) => {
          await w.item(sku);
          w.partyId = await w.party('Ann');
          const made = await w.command<{ quoteId: string }>('sales.makeQuote', { partyId: w.partyId, ...terms(qty, sku, to) });
          ids.set(w, made.quoteId);
        }),
      ),
    reviseOffer: (qty: number, sku: string, to: Offer) =>
      tell(new Step(`offer ${qty} ${sku} instead`, async (w) => void (await edit(w, 'sales.reviseQuote', terms(qty, sku, to))))),
    sendOffer: () => tell(new Step('send the quote', async (w) => void (await edit(w, 'sales.sendQuote')))),
    declineOffer: () =>
      tell(new Step('the quote is declined', async (w) => void (await edit(w, 'sales.declineQuote', { reason: 'too dear' })))),
    /** The customer takes the quote: it is the order the next steps are about. */
    acceptOffer: () =>
      tell(
        new Step('the quote is accepted', async (w) => {
          w.orderId = (await edit<{ orderId: string }>(w, 'sales.acceptQuote')).orderId;
          const { lines } = await w.ask<{ lines: { id: number; sku: string }[] }>('sales.getOrder', { orderId: w.orderId });
          w.lineIds = lines.map((l) => l.id);
          w.skus = lines.map((l) => l.sku);
        }),
      ),
    itemCosts: (sku: string, price: string) =>
      tell(
        new Step(`${sku} is sold at ${price} from now on`, async (w) => {
          const itemId = await w.item(sku);
          const revision = await w.revisionOf('catalog.getItem', { itemId });
          await w.command('catalog.changeItem', { itemId, priceMicros: micros(price) }, { id: itemId, revision });
        }),
      ),
    paymentHold: () =>
      tell(
        new Step('the customer is on payment hold', async (w) => {
          await w.command('sales.setCustomerTerms', { partyId: await w.party('Ann'), tier: null, creditLimit: null, paymentHold: true });
        }),
      ),
    isOffer: (expected: { state?: string; version?: number; total?: string; over?: boolean; versions?: readonly string[] }) =>
      tell(
        new Step(`the quote is ${JSON.stringify(expected)}`, async (w) => {
          const q = await view(w);
          const all = {
            state: q.state,
            version: q.version,
            total: money(q.total),
            over: q.over,
            versions: q.versions.map((v) => money(v.total)),
          };
          expect(all).toMatchObject(expected);
        }),
      ),
    /** The order of the story is held by rules with these codes. */
    isHeldBy: (...codes: readonly string[]) =>
      tell(
        new Step(`the order is held by ${codes.join(', ')}`, async (w) => {
          const { holds } = await w.ask<{ holds: { code: string; releasedAt: string | null }[] }>('sales.getOrder', { orderId: w.orderId });
          expect(holds.filter((h) => h.releasedAt === null).map((h) => h.code)).toEqual(codes);
        }),
      ),
  };
}
