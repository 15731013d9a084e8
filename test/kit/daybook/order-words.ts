import { expect } from 'vitest';
import { Step } from './steps.ts';
import { minor, money, type World } from './world.ts';

interface OrderView {
  readonly number: string;
  readonly state: string;
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly openDeposit: number;
  readonly promisedOn: string | null;
  readonly externalId: string | null;
  readonly revision: number;
  readonly lines: readonly { readonly id: number; readonly sku: string; readonly qty: number }[];
  readonly shipmentIds: readonly string[];
}

/** What a daybook may expect of an order, in its own words. */
interface Expected {
  state?: string;
  net?: string;
  tax?: string;
  total?: string;
  deposit?: string;
  promised?: string | null;
  /** `2 TEE`, in order of the lines. */
  lines?: readonly string[];
  /** Units promised to it. */
  kept?: number;
}

/** Orders by the name a daybook gives them. */
const named = new WeakMap<World, Map<string, string>>();
const ordersOf = (w: World) => {
  const known = named.get(w) ?? new Map<string, string>();
  named.set(w, known);
  return known;
};
const idOf = (w: World, name: string): string => {
  const id = ordersOf(w).get(name);
  if (id === undefined) throw new Error(`no order is called ${name}`);
  return id;
};
const view = (w: World, orderId: string) => w.ask<OrderView>('sales.getOrder', { orderId });
const mergeOf = async (w: World, name: string) =>
  (await w.ask<{ merge: { id: string; number: string; revision: number } | null }>('fulfillment.getMerge', { orderId: idOf(w, name) }))
    .merge;

/** Words for orders that are split, and for orders that leave in one parcel. */
export const orderWords = (tell: <S extends Step>(step: S) => S) => ({
  /** The order the story is at is called this from now on. */
  call: (name: string) =>
    tell(
      new Step(`the order is called ${name}`, async (w) => {
        ordersOf(w).set(name, w.orderId);
      }),
    ),
  /** The next steps are about this order. */
  about: (name: string) =>
    tell(
      new Step(`about ${name}`, async (w) => {
        w.orderId = idOf(w, name);
        const { lines } = await view(w, w.orderId);
        w.lineIds = lines.map((l) => l.id);
        w.skus = lines.map((l) => l.sku);
      }),
    ),
  /** So many of each SKU go to a new order, which is called `name`. */
  split: (goods: Readonly<Record<string, number>>, name: string, more: Readonly<Record<string, unknown>> = {}) =>
    tell(
      new Step(`split off ${JSON.stringify(goods)} as ${name}`, async (w) => {
        const { lines, revision } = await view(w, w.orderId);
        const made = await w.command<{ orderId: string }>(
          'sales.splitOrder',
          {
            orderId: w.orderId,
            lines: Object.entries(goods).map(([sku, qty]) => ({ orderLineId: lines.find((l) => l.sku === sku)?.id ?? 999_999, qty })),
            ...more,
          },
          { id: w.orderId, revision },
        );
        ordersOf(w).set(name, made.orderId);
      }),
    ),
  merge: (...names: readonly string[]) =>
    tell(
      new Step(`merge ${names.join(' and ')}`, async (w) => {
        await w.command('fulfillment.mergeOrders', { orderIds: names.map((n) => idOf(w, n)) });
      }),
    ),
  unmerge: (name: string) =>
    tell(
      new Step(`take the merge of ${name} apart`, async (w) => {
        const merge = await mergeOf(w, name);
        if (!merge) throw new Error(`${name} is not merged`);
        await w.command('fulfillment.unmergeOrders', { mergeId: merge.id }, merge);
      }),
    ),
  /** The parcel of an order's merge goes to the carrier. */
  shipMerged: (name: string, tracking = 'TRK-1') =>
    tell(
      new Step(`ship the parcel of ${name}`, async (w) => {
        const merge = await mergeOf(w, name);
        if (!merge) throw new Error(`${name} is not merged`);
        const input = { mergeId: merge.id, at: w.shop.now, carrier: 'dhl', tracking };
        const { shipments } = await w.command<{ shipments: { invoiceId: string | null }[] }>('fulfillment.shipMerge', input, merge);
        for (const { invoiceId } of shipments) if (invoiceId !== null) w.invoices.push((w.invoiceId = invoiceId));
      }),
    ),
  /** Each of these orders left with a shipment of its own lines under the same tracking number. */
  leftTogether: (tracking: string, ...names: readonly string[]) =>
    tell(
      new Step(`${names.join(' and ')} left as ${tracking}`, async (w) => {
        for (const name of names) {
          const filter = [{ column: 'orderId', op: 'eq', value: idOf(w, name) }];
          const { rows } = await w.ask<{ rows: { tracking: string | null }[] }>('fulfillment.listShipments', { filter, limit: 10 });
          expect([name, rows.map((r) => r.tracking)]).toEqual([name, [tracking]]);
        }
      }),
    ),
  isOrder: (name: string, expected: Expected) =>
    tell(
      new Step(`${name} is ${JSON.stringify(expected)}`, async (w) => {
        const id = idOf(w, name);
        const o = await view(w, id);
        const kept = await w.shop.engine.writer.exclusively(({ db }) =>
          db.selectFrom('reservation').select('qty').where('subject_id', '=', id).execute(),
        );
        const all: Required<Expected> = {
          state: o.state,
          net: money(o.net),
          tax: money(o.tax),
          total: money(o.total),
          deposit: money(o.openDeposit),
          promised: o.promisedOn,
          lines: o.lines.map((l) => `${l.qty} ${l.sku}`),
          kept: kept.reduce((sum, r) => sum + r.qty, 0),
        };
        const asked = Object.keys(expected) as (keyof Expected)[];
        expect(Object.fromEntries(asked.map((k) => [k, all[k]]))).toEqual(
          Object.fromEntries(
            asked.map((k) => [k, ['net', 'tax', 'total', 'deposit'].includes(k) ? money(minor(String(expected[k]))) : expected[k]]),
          ),
        );
      }),
    ),
});
