import { expect as assert } from 'vitest';
import { where } from '../where.ts';
import { buyingWords } from './buying-words.ts';
import { closingWords } from './closing-words.ts';
import { currencyWords } from './currency-words.ts';
import { dunningWords } from './dunning-words.ts';
import { expectations } from './expectations.ts';
import { orderWords } from './order-words.ts';
import { paymentWords } from './payment-words.ts';
import { payoutWords } from './payout-words.ts';
import { pickingWords } from './picking-words.ts';
import { prepaymentWords } from './prepayment-words.ts';
import { quoteWords } from './quote-words.ts';
import { lineOf, returnWords } from './return-words.ts';
import { type GoodsFacts, Incoming, Journey, Reasoned, Sale, Step } from './steps.ts';
import { termWords } from './term-words.ts';
import { micros, minor, money, type World } from './world.ts';

/** The words of a daybook. Each tells a step; see `Step` for what can be added to any of them. */
export function tellers(steps: Step[]) {
  const tell = <S extends Step>(step: S): S => {
    steps.push(step);
    return step;
  };
  const at = (world: World) => ({ at: world.shop.now });
  const orderRevision = async (w: World) => ({ id: w.orderId, revision: await w.revisionOf('sales.getOrder', { orderId: w.orderId }) });

  return {
    /** Says how an item is costed, before anything happens to it; FIFO otherwise. */
    goods: (sku: string, facts: GoodsFacts = {}) =>
      tell(new Step(`${sku} is ${JSON.stringify(facts)}`, async (w) => void (await w.item(sku, facts)))),
    /** A SKU sold as one and promised, picked and costed as its components. */
    set: (sku: string, components: Readonly<Record<string, number>>) =>
      tell(
        new Step(`${sku} is a set of ${JSON.stringify(components)}`, async (w) => {
          const itemId = await w.item(sku, { kind: 'service' });
          const parts = Object.entries(components).map(([part, qty]) => ({ sku: part, qty }));
          await w.command(
            'catalog.setKit',
            { itemId, components: parts },
            { id: itemId, revision: await w.revisionOf('catalog.getItem', { itemId }) },
          );
        }),
      ),
    /** A reason goods are written down or counted for, with the account its differences go to. */
    reason: (code: string, kind: 'count' | 'write-down', accountRole: string) =>
      tell(
        new Step(`the reason ${code}`, async (w) => {
          await w.command('company.setReasonCode', { code, kind, text: code, accountRole });
        }),
      ),
    /** From one place of a warehouse to another, made the first time it is named. */
    bin: (qty: number, sku: string, code: string) =>
      tell(
        new Step(`${qty} ${sku} to the bin ${code}`, async (w) => {
          const { warehouseId, stock } = w.place('LON');
          const bin = { warehouseId, code, name: code, status: 'sellable' };
          const { locationId } = await w.command<{ locationId: string }>('inventory.createLocation', bin);
          const lines = [{ itemId: await w.item(sku), qty }];
          await w.command('inventory.transferStock', { ...at(w), fromLocationId: stock, toLocationId: locationId, lines });
        }),
      ),
    /** It becomes mid-morning of this day. */
    on: (day: string) =>
      tell(
        new Step(`on ${day}`, async (w) => {
          w.shop.now = `${day}T10:00:00.000Z`;
        }),
      ),
    /** The stock place of a warehouse may go below zero from now on, or no more. */
    letGoBelow: (warehouse: string, belowZero = true) =>
      tell(
        new Step(`${warehouse} ${belowZero ? 'may' : 'may no more'} go below zero`, async (w) => {
          const locationId = w.place(warehouse).stock;
          const revision = await w.revisionOf('inventory.getLocation', { locationId });
          await w.command('inventory.changeLocation', { locationId, belowZero }, { id: locationId, revision });
        }),
      ),
    taxCode: (code: string, percent: string) =>
      tell(
        new Step(`tax ${code} is ${percent} %`, async (w) => {
          await w.command('accounting.setTaxCode', { code, name: `${percent} %`, taxClass: 'standard', ratePpm: micros(percent) / 100 });
        }),
      ),
    opening: (qty: number, sku: string) => {
      const step: Incoming = new Incoming(`opening stock of ${qty} ${sku}`, async (w) => {
        const itemId = await w.item(sku);
        await w.command('inventory.postOpening', {
          ...at(w),
          warehouseId: w.place(step.warehouse).warehouseId,
          lines: [{ itemId, qty, ...step.cost }],
        });
      });
      return tell(step);
    },
    receive: (qty: number, sku: string) => {
      const step: Incoming = new Incoming(`receive ${qty} ${sku}`, async (w) => {
        const itemId = await w.item(sku);
        await w.command('inventory.receiveStock', {
          ...(step.day === undefined ? at(w) : { on: step.day }),
          warehouseId: w.place(step.warehouse).warehouseId,
          lines: [{ itemId, qty, ...step.cost }],
        });
      });
      return tell(step);
    },
    /** Both warehouses at once: a transfer that nobody has to drive. */
    transfer: (qty: number, sku: string) => {
      const step: Journey = new Journey(`transfer ${qty} ${sku}`, async (w) => {
        const lines = [{ itemId: await w.item(sku), qty }];
        await w.command('inventory.transferStock', {
          ...at(w),
          fromLocationId: w.place(step.source).stock,
          toLocationId: w.place(step.target).stock,
          lines,
        });
      });
      return tell(step);
    },
    send: (qty: number, sku: string) => {
      const step: Journey = new Journey(`send ${qty} ${sku}`, async (w) => {
        const lines = [{ itemId: await w.item(sku), qty }];
        const made = await w.command<{ documentId: string }>('inventory.shipTransfer', {
          ...at(w),
          fromLocationId: w.place(step.source).stock,
          toLocationId: w.place(step.target).stock,
          lines,
        });
        w.documentId = made.documentId;
      });
      return tell(step);
    },
    /** What was sent arrives: all of it, or so many with the rest given up as lost. */
    arrive: (received?: number, lost = 0) =>
      tell(
        new Step(`${received ?? 'everything'} arrives, ${lost} lost`, async (w) => {
          const revision = await w.revisionOf('inventory.getDocument', { documentId: w.documentId });
          const lines = received === undefined ? {} : { lines: [{ lineNo: 1, received, lost }] };
          await w.command('inventory.receiveTransfer', { documentId: w.documentId, ...at(w), ...lines }, { id: w.documentId, revision });
        }),
      ),
    count: (sku: string, counted: number) => {
      const step: Reasoned = new Reasoned(`count ${counted} ${sku}`, async (w) => {
        const lines = [{ itemId: await w.item(sku), counted }];
        await w.command('inventory.postCount', {
          ...at(w),
          locationId: w.place(step.warehouse).stock,
          reasonCode: step.reason ?? 'count-difference',
          lines,
        });
      });
      return tell(step);
    },
    writeDown: (qty: number, sku: string) => {
      const step: Reasoned = new Reasoned(`write down ${qty} ${sku}`, async (w) => {
        const lines = [{ itemId: await w.item(sku), qty }];
        await w.command('inventory.writeDown', {
          ...at(w),
          locationId: w.place(step.warehouse).stock,
          reasonCode: step.reason ?? 'damaged',
          lines,
        });
      });
      return tell(step);
    },
    /** Another standard cost from today on, or from a day gone by. */
    restandard: (sku: string, cost: string, on?: string) =>
      tell(
        new Step(`${sku} costs ${cost} from now on`, async (w) => {
          const itemId = await w.item(sku);
          const expected = { id: itemId, revision: await w.revisionOf('catalog.getItem', { itemId }) };
          const lines = [{ itemId, standardCostMicros: micros(cost) }];
          await w.command('inventory.changeStandardCost', { lines, ...(on === undefined ? {} : { on }) }, expected);
        }),
      ),
    /** Accepts an order; it is the order the next steps are about. */
    sell: (qty: number, sku: string) => {
      const step: Sale = new Sale(`sell ${qty} ${sku}`, async (w) => {
        for (const line of step.lines) if (line.kind !== 'charge') await w.item(line.sku);
        w.partyId = await w.party(step.customer);
        const made = await w.command<{ orderId: string }>('sales.acceptOrder', {
          partyId: w.partyId,
          ...w.nextOfChannel(),
          orderedAt: w.shop.now,
          orderedOn: w.shop.now.slice(0, 10),
          currency: 'GBP',
          country: step.country,
          payment: step.payment,
          pricesIncludeTax: step.pricesIncludeTax,
          lines: step.lines,
          ...(step.promised === undefined ? {} : { promisedOn: step.promised }),
          ...(step.captured === undefined ? {} : { captured: { on: w.shop.now.slice(0, 10), amount: minor(step.captured) } }),
          ...(step.held === undefined ? {} : { holds: [{ code: step.held, severity: 'block', detail: 'to be looked at' }] }),
        });
        w.orderId = made.orderId;
        const { lines } = await w.ask<{ lines: { id: number; sku: string }[] }>('sales.getOrder', { orderId: w.orderId });
        w.lineIds = lines.map((l) => l.id);
        w.skus = lines.map((l) => l.sku);
        w.invoices = [];
      });
      step.lines.push({ sku, qty, unitPriceMicros: 0 });
      return tell(step);
    },
    capture: (amount: string) =>
      tell(
        new Step(`the channel captures ${amount}`, async (w) => {
          await w.command('accounting.recordCapture', {
            on: w.shop.now.slice(0, 10),
            amount: minor(amount),
            orderId: w.orderId,
            partyId: w.partyId,
            ...(w.channelId === '' ? {} : { channelId: w.channelId }),
          });
        }),
      ),
    hold: (code: string) =>
      tell(
        new Step(`hold the order: ${code}`, async (w) => {
          const input = { subjectKind: 'sales_order', subjectId: w.orderId, code, detail: 'to be looked at' };
          w.holdId = (await w.command<{ holdId: string }>('inventory.placeHold', input)).holdId;
        }),
      ),
    releaseHold: () =>
      tell(
        new Step('release the hold', async (w) => {
          const { rows } = await w.ask<{ rows: { id: string; revision: number }[] }>('sales.listHolds', where({ orderId: w.orderId }));
          for (const { id, revision } of rows) await w.command('sales.releaseHold', { holdId: id, reason: 'reviewed' }, { id, revision });
        }),
      ),
    allocate: () => tell(new Step('allocate', async (w) => void (await w.command('fulfillment.allocateOrder', { orderId: w.orderId })))),
    releaseStock: () =>
      tell(new Step('release the stock', async (w) => void (await w.command('fulfillment.releaseAllocation', { orderId: w.orderId })))),
    /** Hands over what is promised to the order, or so many of one SKU. */
    ship: (qty?: number, sku?: string) =>
      tell(
        new Step(`ship ${qty ?? 'what is promised'} ${sku ?? ''}`, async (w) => {
          const lines = qty === undefined ? {} : { lines: [{ orderLineId: lineOf(w, sku), qty }] };
          const { shipments } = await w.command<{ shipments: { invoiceId: string | null }[] }>('fulfillment.shipOrder', {
            orderId: w.orderId,
            ...at(w),
            ...lines,
          });
          for (const { invoiceId } of shipments) if (invoiceId !== null) w.invoices.push((w.invoiceId = invoiceId));
        }),
      ),
    /** Allocates and hands over what is available, in one command. */
    fulfill: () =>
      tell(
        new Step('fulfil', async (w) => {
          const { shipments } = await w.command<{ shipments: { invoiceId: string | null }[] }>('fulfillment.fulfillOrder', {
            orderId: w.orderId,
            ...at(w),
          });
          for (const { invoiceId } of shipments) if (invoiceId !== null) w.invoices.push((w.invoiceId = invoiceId));
        }),
      ),
    /** Invoices before shipment. */
    invoice: () =>
      tell(
        new Step('invoice', async (w) => {
          const made = await w.command<{ invoiceId: string }>(
            'sales.issueInvoice',
            { orderId: w.orderId, on: w.shop.now.slice(0, 10) },
            await orderRevision(w),
          );
          w.invoices.push((w.invoiceId = made.invoiceId));
        }),
      ),
    /** The customer pays the last invoice into the bank. */
    pay: (amount: string) =>
      tell(
        new Step(`pay ${amount}`, async (w) => {
          const settles = [{ invoiceId: w.invoiceId, amount: minor(amount) }];
          await w.command('accounting.recordReceipt', { on: w.shop.now.slice(0, 10), amount: minor(amount), partyId: w.partyId, settles });
        }),
      ),
    cancel: (qty?: number, sku?: string) =>
      tell(
        new Step(`cancel ${qty ?? 'the order'} ${sku ?? ''}`, async (w) => {
          const common = { orderId: w.orderId, reason: 'customer changed their mind', on: w.shop.now.slice(0, 10) };
          if (qty === undefined) await w.command('sales.cancelOrder', common, await orderRevision(w));
          else await w.command('sales.cancelLines', { ...common, lines: [{ orderLineId: lineOf(w, sku), qty }] }, await orderRevision(w));
        }),
      ),
    /** What the account of a role stood at when a day ended. */
    balance: (day: string, role: string, amount: string) =>
      tell(
        new Step(`${role} ${amount} on ${day}`, async (w) => {
          const id = await w.accountId(role);
          const { rows } = await w.ask<{ rows: { accountId: string; balance: number }[] }>('accounting.trialBalance', { on: day });
          assert(money(rows.find((r) => r.accountId === id)?.balance ?? 0)).toBe(amount);
        }),
      ),
    /** Locks the books through a day. */
    lock: (kind: string, through: string) =>
      tell(
        new Step(`lock ${kind} through ${through}`, async (w) => {
          const { rows } = await w.ask<{ rows: { kind: string; revision: number }[] }>('accounting.listLocks', {});
          const revision = rows.find((r) => r.kind === kind)?.revision ?? 1;
          await w.command('accounting.setLock', { kind, through }, { id: `posting_lock/${kind}`, revision });
        }),
      ),
    ...buyingWords(tell),
    ...closingWords(tell),
    ...currencyWords(tell),
    ...paymentWords(tell),
    ...payoutWords(tell),
    ...pickingWords(tell),
    ...returnWords(tell),
    ...dunningWords(tell),
    ...orderWords(tell),
    ...quoteWords(tell),
    ...termWords(tell),
    ...prepaymentWords(tell),
    expect: expectations(tell),
  };
}

export type Words = ReturnType<typeof tellers>;
