import { GivenBack, Incoming, Refund, Step } from './steps.ts';
import { minor, type World } from './world.ts';

/** The order line of a SKU, or the first one. */
export const lineOf = (world: World, sku: string | undefined) => {
  const at = sku === undefined ? 0 : world.skus.indexOf(sku);
  const orderLineId = world.lineIds[at];
  if (orderLineId === undefined) throw new Error(`the order has no ${sku ?? 'line'}`);
  return orderLineId;
};

/** Words of what comes back from customers, and what is credited and refunded for it. */
export function returnWords(tell: <S extends Step>(step: S) => S) {
  const at = (world: World) => ({ at: world.shop.now });
  const returnRevision = async (w: World) => ({
    id: w.returnId,
    revision: await w.revisionOf('returns.getReturn', { returnId: w.returnId }),
  });

  return {
    /** The customer gives goods back; the goods are here. */
    giveBack: (qty: number, sku?: string) => {
      const step: GivenBack = new GivenBack(`give back ${qty} ${sku ?? ''}`, async (w) => {
        const where = step.warehouse === undefined ? {} : { warehouseId: w.place(step.warehouse).warehouseId };
        const made = await w.command<{ returnId: string }>('returns.receiveReturn', {
          orderId: w.orderId,
          ...at(w),
          ...where,
          reasonCode: 'changed-mind',
          lines: [{ orderLineId: lineOf(w, sku), qty }],
        });
        w.returnId = made.returnId;
        if (step.onTo === 'stock') await w.command('returns.restock', { returnId: w.returnId, ...at(w) }, await returnRevision(w));
      });
      return tell(step);
    },
    /** Goods come back and nobody knows from which sale; `.at()` states their cost. */
    findReturned: (qty: number, sku: string) => {
      const step: Incoming = new Incoming(`find ${qty} returned ${sku}`, async (w) => {
        await w.item(sku);
        const made = await w.command<{ returnId: string }>('returns.receiveUnmatched', {
          partyId: await w.party('Ann'),
          ...at(w),
          warehouseId: w.place(step.warehouse).warehouseId,
          lines: [{ sku, qty, ...step.cost }],
        });
        w.returnId = made.returnId;
      });
      return tell(step);
    },
    announce: (qty: number, sku?: string) =>
      tell(
        new Step(`announce the return of ${qty} ${sku ?? ''}`, async (w) => {
          const made = await w.command<{ returnId: string }>('returns.announceReturn', {
            orderId: w.orderId,
            ...at(w),
            lines: [{ orderLineId: lineOf(w, sku), qty }],
          });
          w.returnId = made.returnId;
        }),
      ),
    arriveBack: () =>
      tell(
        new Step(
          'the announced return arrives',
          async (w) => void (await w.command('returns.receiveAnnounced', { returnId: w.returnId, ...at(w) }, await returnRevision(w))),
        ),
      ),
    neverArrives: () =>
      tell(
        new Step(
          'the credited goods never arrive',
          async (w) => void (await w.command('returns.closeMissing', { returnId: w.returnId }, await returnRevision(w))),
        ),
      ),
    callOff: () =>
      tell(
        new Step(
          'the announced return is called off',
          async (w) => void (await w.command('returns.cancelReturn', { returnId: w.returnId }, await returnRevision(w))),
        ),
      ),
    /** Credits the customer for the last return. */
    credit: () =>
      tell(
        new Step('credit the return', async (w) => {
          const made = await w.command<{ creditNoteId: string }>(
            'returns.creditReturn',
            { returnId: w.returnId, on: w.shop.now.slice(0, 10) },
            await returnRevision(w),
          );
          w.creditNoteId = made.creditNoteId;
        }),
      ),
    /** Credits units that do not come back. */
    creditUnits: (qty: number, sku?: string) =>
      tell(
        new Step(`credit ${qty} without goods`, async (w) => {
          const lines = [{ orderLineId: lineOf(w, sku), qty }];
          const input = { kind: 'quantity', invoiceId: w.invoiceId, on: w.shop.now.slice(0, 10), reason: 'lost on the way', lines };
          w.creditNoteId = (await w.command<{ creditNoteId: string }>('sales.creditNote', input)).creditNoteId;
        }),
      ),
    /** Credits everything on the last invoice, charges and discounts too; no goods come back. */
    creditEverything: () =>
      tell(
        new Step('credit the whole invoice', async (w) => {
          const { lines } = await w.ask<{ lines: { orderLineId: number; qty: number }[] }>('sales.getInvoice', { invoiceId: w.invoiceId });
          const wanted = lines.map(({ orderLineId, qty }) => ({ orderLineId, qty }));
          const input = {
            kind: 'quantity',
            invoiceId: w.invoiceId,
            on: w.shop.now.slice(0, 10),
            reason: 'the whole order was lost',
            lines: wanted,
          };
          w.creditNoteId = (await w.command<{ creditNoteId: string }>('sales.creditNote', input)).creditNoteId;
        }),
      ),
    /** Credits an amount; units and stock stay as they are. */
    creditPrice: (net: string, tax = '0.00', sku?: string) =>
      tell(
        new Step(`credit ${net} of the price`, async (w) => {
          const lines = [{ orderLineId: lineOf(w, sku), net: minor(net), tax: minor(tax) }];
          const input = { kind: 'price', invoiceId: w.invoiceId, on: w.shop.now.slice(0, 10), reason: 'a scratch', lines };
          w.creditNoteId = (await w.command<{ creditNoteId: string }>('sales.creditNote', input)).creditNoteId;
        }),
      ),
    refund: (amount: string) => {
      const step: Refund = new Refund(`refund ${amount}`, async (w) => {
        const of = { role: 'receivable', itemKey: w.creditNoteId };
        await w.command('accounting.recordRefund', {
          on: w.shop.now.slice(0, 10),
          amount: minor(amount),
          via: step.via,
          orderId: w.orderId,
          partyId: w.partyId,
          ...(w.channelId === '' ? {} : { channelId: w.channelId }),
          of,
        });
      });
      return tell(step);
    },
    restock: (qty?: number) =>
      tell(
        new Step(`restock ${qty ?? 'the return'}`, async (w) => {
          const lines = qty === undefined ? {} : { lines: [{ lineNo: 1, qty }] };
          await w.command('returns.restock', { returnId: w.returnId, ...at(w), ...lines }, await returnRevision(w));
        }),
      ),
    scrapReturned: (qty?: number, reasonCode = 'damaged') =>
      tell(
        new Step(`scrap ${qty ?? 'the return'}`, async (w) => {
          const lines = qty === undefined ? {} : { lines: [{ lineNo: 1, qty }] };
          await w.command('returns.writeDown', { returnId: w.returnId, reasonCode, ...at(w), ...lines }, await returnRevision(w));
        }),
      ),
  };
}
