import { Step } from './steps.ts';
import { micros, minor, type World } from './world.ts';

/** A purchase order: `order(10, 'TEE').price('48.00').plus(5, 'MUG', '3.00').from('Mill')`. It is confirmed at once. */
export class Purchase extends Step {
  readonly lines: { sku: string; qty: number; priceMicros: number; taxCode?: string; landedMicros?: number }[] = [];
  supplier = 'Mill';
  warehouse = 'LON';
  draft = false;
  asDraft(): this {
    this.draft = true;
    return this;
  }
  price(price: string): this {
    const line = this.lines.at(-1);
    if (line) line.priceMicros = micros(price);
    return this;
  }
  taxed(code: string): this {
    const line = this.lines.at(-1);
    if (line) line.taxCode = code;
    return this;
  }
  /** Freight and duty expected per unit of the last line. */
  expecting(landed: string): this {
    const line = this.lines.at(-1);
    if (line) line.landedMicros = micros(landed);
    return this;
  }
  plus(qty: number, sku: string, price: string): this {
    this.lines.push({ sku, qty, priceMicros: micros(price) });
    return this;
  }
  from(supplier: string): this {
    this.supplier = supplier;
    return this;
  }
  in(code: string): this {
    this.warehouse = code;
    return this;
  }
}

/** Goods of the order that arrive: all that is due, or so many of a SKU. */
export class Arrival extends Step {
  over = false;
  quarantine = false;
  acceptingMore(): this {
    this.over = true;
    return this;
  }
  intoQuarantine(): this {
    this.quarantine = true;
    return this;
  }
  /** Ours from the handover, and not here yet: `arrive()` brings it in. */
  onItsWay = false;
  underWay(): this {
    this.onItsWay = true;
    return this;
  }
}

/** A bill of the supplier: `billed(10).at('50.00').as('R-1')`. */
export class Bill extends Step {
  cost: { unitPriceMicros: number } | { net: number } | undefined;
  reference = 'R-1';
  charge: { title: string; role: string; net: number } | undefined;
  at(price: string): this {
    this.cost = { unitPriceMicros: micros(price) };
    return this;
  }
  worth(net: string): this {
    this.cost = { net: minor(net) };
    return this;
  }
  as(reference: string): this {
    this.reference = reference;
    return this;
  }
  withCharge(title: string, role: string, net: string): this {
    this.charge = { title, role, net: minor(net) };
    return this;
  }
}

export const purchaseRevision = async (w: World) => ({
  id: w.purchaseId,
  revision: await w.revisionOf('purchasing.getOrder', { orderId: w.purchaseId }),
});
const lineNo = (w: World, sku: string | undefined) => {
  const at = sku === undefined ? 0 : w.bought.indexOf(sku);
  if (at < 0) throw new Error(`the purchase order has no ${sku}`);
  return at + 1;
};

/** Words of buying: what is ordered, arrives, is billed and paid. */
export function buyingWords(tell: <S extends Step>(step: S) => S) {
  return {
    /** Orders goods from a supplier; it is the purchase order the next steps are about. */
    buy: (qty: number, sku: string) => {
      const step: Purchase = new Purchase(`buy ${qty} ${sku}`, async (w) => {
        for (const line of step.lines) await w.item(line.sku);
        w.supplierId = await w.party(step.supplier, 'supplier');
        const made = await w.command<{ orderId: string }>('purchasing.createOrder', {
          partyId: w.supplierId,
          warehouseId: w.place(step.warehouse).warehouseId,
          confirm: !step.draft,
          lines: step.lines,
        });
        w.purchaseId = made.orderId;
        w.bought = step.lines.map((l) => l.sku);
      });
      step.plus(qty, sku, '0.00');
      return tell(step);
    },
    takeIn: (qty?: number, sku?: string) => {
      const step: Arrival = new Arrival(`take in ${qty ?? 'everything'} ${sku ?? ''}`, async (w) => {
        const lines = qty === undefined ? {} : { lines: [{ lineNo: lineNo(w, sku), qty }] };
        const into = step.quarantine ? { locationId: w.place('LON').quarantine } : {};
        const input = { orderId: w.purchaseId, at: w.shop.now, acceptOver: step.over, underWay: step.onItsWay, ...lines, ...into };
        const made = await w.command<{ receiptId: string; transferId: string | null }>('purchasing.receiveOrder', input);
        w.receiptId = made.receiptId;
        w.documentId = made.transferId ?? w.documentId;
      });
      return tell(step);
    },
    billed: (qty: number, sku?: string) => {
      const step: Bill = new Bill(`bill of ${qty} ${sku ?? ''}`, async (w) => {
        const made = await w.command<{ billId: string }>('purchasing.postBill', {
          partyId: w.supplierId,
          reference: step.reference,
          on: w.shop.now.slice(0, 10),
          lines: [{ orderId: w.purchaseId, lineNo: lineNo(w, sku), qty, ...step.cost }],
          charges: step.charge ? [step.charge] : [],
        });
        w.billId = made.billId;
      });
      return tell(step);
    },
    /** Freight put onto the last receipt, or onto the receipts of the words given, split by a method. */
    landed: (amount: string, method = 'quantity', measures?: readonly number[]) =>
      tell(
        new Step(`landed cost ${amount} by ${method}`, async (w) => {
          const receipts = measures
            ? measures.map((measure, i) => ({ receiptId: w.receiptId, lineNo: i + 1, measure }))
            : [{ receiptId: w.receiptId }];
          await w.command('purchasing.postLandedCost', { amount: minor(amount), method, receipts });
        }),
      ),
    /** The bill of the carrier: what the accrual of landed cost is debited by. */
    freightBill: (net: string, taxCode?: string) =>
      tell(
        new Step(`freight bill ${net}`, async (w) => {
          const charges = [{ title: 'Freight', role: 'landed-accrual', net: minor(net), ...(taxCode === undefined ? {} : { taxCode }) }];
          await w.command('purchasing.postBill', { partyId: await w.party('Haulier', 'supplier'), reference: `F-${net}`, charges });
        }),
      ),
    /** Keeps the last receipt under a name, and takes it up again. */
    remember: (name: string) => tell(new Step(`remember the receipt as ${name}`, async (w) => void w.receipts.set(name, w.receiptId))),
    recall: (name: string) =>
      tell(
        new Step(`back to the receipt ${name}`, async (w) => {
          w.receiptId = w.receipts.get(name) ?? '';
        }),
      ),
    /** Goods of the last receipt go back to the supplier. */
    sendBack: (qty: number, line = 1) =>
      tell(
        new Step(`send back ${qty}`, async (w) => {
          const input = { receiptId: w.receiptId, at: w.shop.now, reason: 'not as ordered', lines: [{ lineNo: line, qty }] };
          w.returnId = (await w.command<{ returnId: string }>('purchasing.returnGoods', input)).returnId;
        }),
      ),
    supplierCredits: (net?: string, reference = 'C-1') =>
      tell(
        new Step(`the supplier credits ${net ?? 'the return'}`, async (w) => {
          const amount = net === undefined ? {} : { net: minor(net) };
          await w.command('purchasing.creditSupplierReturn', { returnId: w.returnId, reference, ...amount });
        }),
      ),
    writeOff: (qty?: number) =>
      tell(
        new Step(`write off ${qty ?? 'what is owed'}`, async (w) => {
          const units = qty === undefined ? {} : { qty };
          const input = { orderId: w.purchaseId, lineNo: 1, reason: 'never billed', ...units };
          await w.command('purchasing.writeOffGrni', input, await purchaseRevision(w));
        }),
      ),
    payBill: (amount: string) =>
      tell(
        new Step(`pay ${amount} of the bill`, async (w) => {
          const settles = [{ billId: w.billId, amount: minor(amount) }];
          await w.command('purchasing.payBills', { partyId: w.supplierId, on: w.shop.now.slice(0, 10), settles });
        }),
      ),
    closeOrder: (acceptShort = false) =>
      tell(
        new Step(
          'close the purchase order',
          async (w) => void (await w.command('purchasing.closeOrder', { orderId: w.purchaseId, acceptShort }, await purchaseRevision(w))),
        ),
      ),
    cancelPurchase: () =>
      tell(
        new Step('cancel the purchase order', async (w) => {
          const input = { orderId: w.purchaseId, reason: 'ordered twice' };
          await w.command('purchasing.cancelOrder', input, await purchaseRevision(w));
        }),
      ),
  };
}
