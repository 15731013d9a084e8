import { expect as assert } from 'vitest';
import { where } from '../where.ts';
import { Look, type Step } from './steps.ts';
import { money, type World } from './world.ts';

interface StockRow {
  status: string;
  warehouseId: string | null;
  onHand: number;
}

/** What the shop must look like at this point of the story. */
export function expectations(tell: <S extends Step>(step: S) => S) {
  const stockIn = async (w: World, sku: string, status: string, warehouse: string | undefined) => {
    const { rows } = await w.ask<{ rows: StockRow[] }>('inventory.listStock', { ...where({ itemId: await w.item(sku) }), limit: 500 });
    const place = warehouse === undefined ? undefined : w.place(warehouse).warehouseId;
    return rows
      .filter((r) => r.status === status && (place === undefined || r.warehouseId === place))
      .reduce((sum, r) => sum + r.onHand, 0);
  };
  const available = async (w: World, sku: string, warehouse: string | undefined) => {
    const { rows } = await w.ask<{ rows: { warehouseId: string; reserved: number; available: number }[] }>('inventory.stockByItem', {
      itemIds: [await w.item(sku)],
    });
    const place = warehouse === undefined ? undefined : w.place(warehouse).warehouseId;
    return rows.filter((r) => place === undefined || r.warehouseId === place);
  };
  const look = (words: string, check: (w: World, warehouse: string | undefined) => Promise<void>) => {
    const step: Look = new Look(`expect ${words}`, (w) => check(w, step.warehouse));
    return tell(step);
  };
  return {
    /** Sellable pieces on the shelf. */
    stock: (sku: string, qty: number) =>
      look(`${qty} ${sku} in stock`, async (w, in_) => assert(await stockIn(w, sku, 'sellable', in_)).toBe(qty)),
    quarantine: (sku: string, qty: number) =>
      look(`${qty} ${sku} in quarantine`, async (w, in_) => assert(await stockIn(w, sku, 'quarantine', in_)).toBe(qty)),
    onTheWay: (sku: string, qty: number) =>
      look(`${qty} ${sku} on the way`, async (w) => assert(await stockIn(w, sku, 'in-transit', undefined)).toBe(qty)),
    reserved: (sku: string, qty: number) =>
      look(`${qty} ${sku} reserved`, async (w, in_) =>
        assert((await available(w, sku, in_)).reduce((n, r) => n + r.reserved, 0)).toBe(qty),
      ),
    available: (sku: string, qty: number) =>
      look(`${qty} ${sku} available`, async (w, in_) =>
        assert((await available(w, sku, in_)).reduce((n, r) => n + r.available, 0)).toBe(qty),
      ),
    /** Value of all stock, or of a warehouse; the books say the same. */
    inventory: (value: string) =>
      look(`inventory ${value}`, async (w, in_) => {
        const { rows } = await w.ask<{ rows: { accountId: string; value: number; books: number }[] }>('inventory.valueByArea', {});
        const account = in_ === undefined ? undefined : await w.accountId(`inventory ${in_}`);
        const areas = rows.filter((r) => account === undefined || r.accountId === account);
        assert(money(areas.reduce((sum, r) => sum + r.value, 0))).toBe(value);
        assert(areas.map((r) => r.books)).toEqual(areas.map((r) => r.value));
      }),
    /** Value at cost of all units of one SKU. */
    worth: (sku: string, value: string) =>
      look(`${sku} worth ${value}`, async (w) => {
        const { pools } = await w.ask<{ pools: { value: number }[] }>('inventory.layersOfItem', { itemId: await w.item(sku) });
        assert(money(pools.reduce((sum, p) => sum + p.value, 0))).toBe(value);
      }),
    /** Balance of the account of a role: debit positive, credit negative. */
    account: (name: string, balance: string) =>
      look(`${name} ${balance}`, async (w) => {
        const id = await w.accountId(name);
        const { rows } = await w.ask<{ rows: { accountId: string; balance: number }[] }>('accounting.trialBalance', {
          on: w.shop.now.slice(0, 10),
        });
        assert(money(rows.find((r) => r.accountId === id)?.balance ?? 0)).toBe(balance);
      }),
    /** State of the order, and what it comes to. */
    order: (facts: { state?: string; total?: string; tax?: string; fulfilment?: string; openDeposit?: string }) =>
      look(`order ${JSON.stringify(facts)}`, async (w) => {
        const o = await w.ask<{ state: string; total: number; tax: number; fulfilment: string; openDeposit: number }>('sales.getOrder', {
          orderId: w.orderId,
        });
        const seen = {
          state: o.state,
          total: money(o.total),
          tax: money(o.tax),
          fulfilment: o.fulfilment,
          openDeposit: money(o.openDeposit),
        };
        assert(seen).toMatchObject(facts);
      }),
    parcels: (count: number) =>
      look(`${count} parcels`, async (w) => {
        const { rows } = await w.ask<{ rows: unknown[] }>('fulfillment.listShipments', where({ orderId: w.orderId }));
        assert(rows).toHaveLength(count);
      }),
    shortage: (qty: number, reason: string) =>
      look(`${qty} short: ${reason}`, async (w) => {
        const { rows } = await w.ask<{ rows: { orderId: string; short: number; reason: string }[] }>('fulfillment.listShortages', {});
        assert(rows.find((r) => r.orderId === w.orderId)).toMatchObject({ short: qty, reason });
      }),
    /** The purchase order: its state, and what its first line has open on goods received not invoiced. */
    purchase: (facts: { state?: string; received?: number; billed?: number; open?: string }) =>
      look(`purchase order ${JSON.stringify(facts)}`, async (w) => {
        const o = await w.ask<{ state: string; lines: { received: number; billed: number; open: number }[] }>('purchasing.getOrder', {
          orderId: w.purchaseId,
        });
        const [line] = o.lines;
        assert({ state: o.state, received: line?.received, billed: line?.billed, open: money(line?.open ?? 0) }).toMatchObject(facts);
      }),
    /** The last bill: what is open on it, and where its difference to the receipt went. */
    bill: (facts: { open?: string; total?: string; toStock?: string; toSold?: string }) =>
      look(`bill ${JSON.stringify(facts)}`, async (w) => {
        const b = await w.ask<{ open: number; total: number; lines: { toStock: number; toSold: number }[] }>('purchasing.getBill', {
          billId: w.billId,
        });
        const sum = (of: (l: (typeof b.lines)[number]) => number) => money(b.lines.reduce((total, l) => total + of(l), 0));
        const seen = { open: money(b.open), total: money(b.total), toStock: sum((l) => l.toStock), toSold: sum((l) => l.toSold) };
        assert(seen).toMatchObject(facts);
      }),
    /** The last return: its state, its cost, and whether that cost was only stated. */
    returned: (facts: { state?: string; value?: string; flagged?: boolean }) =>
      look(`return ${JSON.stringify(facts)}`, async (w) => {
        const r = await w.ask<{ state: string; lines: { value: number; costFlag: boolean }[] }>('returns.getReturn', {
          returnId: w.returnId,
        });
        const seen = {
          state: r.state,
          value: money(r.lines.reduce((sum, l) => sum + l.value, 0)),
          flagged: r.lines.some((l) => l.costFlag),
        };
        assert(seen).toMatchObject(facts);
      }),
  };
}
