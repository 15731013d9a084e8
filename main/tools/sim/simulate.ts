import { createHash } from 'node:crypto';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { CompanyLocation } from '../../../db/open.ts';
import { type DB, tables } from '../../../db/schema/index.ts';
import type { ChartName } from '../../../preload/contract/company-chart.ts';
import { addDays } from '../../../preload/contract/values/day.ts';
import { runDoctor } from '../../engine/doctor/doctor.ts';
import type { StatedOrder } from './auditor.ts';
import { equal, type Trouble } from './commands.ts';
import { carryOutLate, closeException, importFile, mapSkus } from './file-events.ts';
import { capture, creditNote, handleReturn, payment, refund, takeBack } from './money-events.ts';
import { invoiceAhead, lock, receiveLate } from './office-events.ts';
import { edit } from './order-desk.ts';
import { allocate, cancel, cancelLine, order, orderAndFulfil, releaseAllocation, releaseHold, ship } from './sale-events.ts';
import { openShop, type SimShop } from './shop.ts';
import { askTheImpossible, count, receive, receiveTransfer, transfer, writeDown } from './stock-events.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly days: number;
  readonly location: CompanyLocation;
  /** Events per day. */
  readonly events?: number;
  /** Chart the shop keeps its books in; the generic one where none is named. */
  readonly chart?: ChartName;
  readonly trouble?: Partial<Trouble>;
  readonly progress?: (line: string) => void;
}

export interface SimulationResult {
  /** Commands by operation, refusals by code, troubles by kind. */
  readonly figures: Readonly<Record<string, number>>;
  /** Head of the audit chain and a digest of every balance: the same for the same seed, whatever the database. */
  readonly digest: string;
  readonly chainHead: string;
  /** What stands on each account role in the end, minor units: the same for the same seed, whatever the chart. */
  readonly roles: Readonly<Record<string, number>>;
  /** Where company and auditor, or promise and reply, disagree; empty is the only good answer. */
  readonly differences: readonly string[];
}

const FIRST_DAY = '2026-01-05';
const EVENTS_PER_DAY = 60;
const TROUBLE: Trouble = { preview: 15, repeat: 10, fault: 3 };
/** Twelve hours of trade from eight in the morning, in steps of a second. */
const OPENS_AT = 8;
const TRADING_SECONDS = 12 * 3600;

type Event = (shop: SimShop) => Promise<void>;
/** How often each event happens, by weight. */
const EVENTS: readonly (readonly [number, Event])[] = [
  [16, order],
  [6, orderAndFulfil],
  [16, allocate],
  [18, ship],
  [6, receive],
  [4, cancel],
  [5, cancelLine],
  [6, edit],
  [5, invoiceAhead],
  [2, releaseAllocation],
  [5, releaseHold],
  [5, capture],
  [7, payment],
  [5, refund],
  [5, creditNote],
  [8, takeBack],
  [14, handleReturn],
  [4, transfer],
  [4, receiveTransfer],
  [4, count],
  [3, writeDown],
  [3, lock],
  [4, receiveLate],
  [14, importFile],
  [5, mapSkus],
  [3, carryOutLate],
  [3, closeException],
  [3, askTheImpossible],
  [1, (shop) => shop.sender.reopen()],
];

/**
 * Runs a seeded shop for some days: random trade with repeated commands, refused ones, dry runs, failed commits and
 * restarts. Every evening the auditor compares its books with the company's, and the doctor must find nothing.
 */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const shop = await openShop(
    options.location,
    options.seed,
    { ...TROUBLE, ...options.trouble },
    { firstDay: FIRST_DAY, ...(options.chart && { chart: options.chart }) },
  );
  const { sender, chance } = shop;
  const tickets = EVENTS.flatMap(([weight, event]) => Array.from({ length: weight }, () => event));
  const events = options.events ?? EVENTS_PER_DAY;
  try {
    for (let day = 0; day < options.days; day += 1) {
      shop.today = addDays(FIRST_DAY, day);
      for (let n = 0; n < events; n += 1) {
        sender.now = instantOf(shop.today, Math.trunc((TRADING_SECONDS * n) / events));
        await (chance.oneOf(tickets) as Event)(shop);
      }
      await audit(shop);
      options.progress?.(`day ${day + 1} of ${options.days}: ${shop.auditor.orders.size} orders, ${sender.differences.length} differences`);
    }
    await sender.reopen();
    await audit(shop);
    const roles = await balancesByRole(shop);
    const chainHead = sender.engine.writer.chainHead;
    const balances = await sender.engine.writer.exclusively(digestOfBalances);
    return {
      figures: Object.fromEntries([...sender.figures].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      chainHead,
      roles,
      digest: createHash('sha256').update(`${chainHead}|${balances}`).digest('hex'),
      differences: sender.differences,
    };
  } finally {
    await sender.engine.close();
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

function instantOf(day: string, secondsAfterOpening: number): string {
  const seconds = OPENS_AT * 3600 + secondsAfterOpening;
  return `${day}T${two(Math.trunc(seconds / 3600))}:${two(Math.trunc(seconds / 60) % 60)}:${two(seconds % 60)}.000Z`;
}

const PAGE = 500;
/** Evening: the auditor's books against the company's answers, then every proof of the house. */
async function audit(shop: SimShop): Promise<void> {
  const { sender, auditor } = shop;
  type StockRow = Parameters<typeof auditor.compareStock>[0][number] & { warehouseId: string | null };
  const { rows } = await sender.ask<{ rows: StockRow[] }>('inventory.listStock', { limit: PAGE });
  const inside = rows.filter((r) => r.status !== 'outside');
  sender.differences.push(...auditor.compareStock(inside));
  const byItem = await sender.ask<{ rows: { itemId: string; warehouseId: string; sellable: number; reserved: number }[] }>(
    'inventory.stockByItem',
    { itemIds: shop.articles.map((a) => a.id) },
  );
  const reserved = byItem.rows.reduce((sum, r) => sum + r.reserved, 0);
  if (reserved !== auditor.reserved) sender.differences.push(`promised: company ${reserved}, auditor ${auditor.reserved}`);
  for (const r of byItem.rows) {
    const stockId = shop.warehouses.find((w) => w.id === r.warehouseId)?.stockId ?? '';
    if (r.sellable !== auditor.onHand(stockId, r.itemId))
      sender.differences.push(
        `sellable ${r.itemId} in ${r.warehouseId}: company ${r.sellable}, auditor ${auditor.onHand(stockId, r.itemId)}`,
      );
  }
  for (const order of auditor.orders.values())
    sender.differences.push(...auditor.compareOrder(order, await sender.ask<StatedOrder>('sales.getOrder', { orderId: order.id })));
  for (const partyId of auditor.parties()) {
    const open = async (role: string) =>
      (await sender.ask<{ residual: number }>('accounting.countOpenItems', { filter: equal({ role, partyId }) })).residual;
    sender.differences.push(...auditor.compareParty(partyId, (await open('receivable')) + (await open('customer-deposits'))));
  }
  for (const { id } of shop.channels)
    sender.differences.push(...auditor.files.compareMoney(id, await sender.ask('channels.proveMoney', { channelId: id })));
  type Exception = Parameters<typeof auditor.files.compareExceptions>[0][number];
  const exceptions = await sender.ask<{ rows: Exception[] }>('channels.listExceptions', { filter: equal({ state: 'open' }), limit: PAGE });
  sender.differences.push(...auditor.files.compareExceptions(exceptions.rows));
  const areas = await sender.ask<{ rows: { code: string; gap: number }[] }>('inventory.valueByArea', {});
  for (const a of areas.rows) if (a.gap !== 0) sender.differences.push(`area ${a.code}: stock and books differ by ${a.gap}`);
  const trial = await sender.ask<{ rows: { code: string; balance: number }[] }>('accounting.trialBalance', { on: shop.today });
  const sum = trial.rows.reduce((total, r) => total + r.balance, 0);
  if (sum !== 0) sender.differences.push(`the trial balance is off by ${sum}`);
  const roles = await balancesByRole(shop);
  sender.differences.push(...auditor.compareDeferred(-(roles['deferred-revenue'] ?? 0)));
  const lost = roles['return-loss'] ?? 0;
  if (lost !== auditor.losses) sender.differences.push(`goods never returned: company ${lost}, auditor ${auditor.losses}`);
  const { total, books } = await sender.ask<{ total: { cost: number; later: number }; books: { cost: number } }>('insight.margins', {
    from: FIRST_DAY,
    to: shop.today,
    by: 'channel',
  });
  if (total.cost + total.later !== books.cost)
    sender.differences.push(`cost of sales: line by line ${total.cost + total.later}, in the books ${books.cost}`);
  const report = await sender.engine.writer.exclusively((tx) =>
    runDoctor(tx, sender.engine.registry, { micros: () => performance.now() * 1000 }),
  );
  for (const check of report.checks)
    for (const f of check.findings) sender.differences.push(`doctor ${check.name}: ${f.table} ${f.row} ${f.message}`);
  sender.count('proofs', report.checks.length);
}

/** Balance of every account that plays a role; roles of one channel come after it, in the order channels were made. */
async function balancesByRole({ sender, today, channels }: SimShop): Promise<Record<string, number>> {
  const { rows } = await sender.ask<{ rows: { code: string; balance: number }[] }>('accounting.trialBalance', { on: today });
  const chart = await sender.ask<{ roles: { role: string; code: string }[] }>('accounting.getChart', {});
  const balances = new Map(rows.map((r) => [r.code, r.balance]));
  const named = (role: string) => channels.reduce((name, { id }, n) => name.replace(id, `channel ${n + 1}`), role);
  const pairs = chart.roles.map(({ role, code }) => [named(role), balances.get(code) ?? 0] as const);
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** One digest over every derived table, rows in an order of their own so that no database's sorting shows. */
async function digestOfBalances(tx: Connection<DB>): Promise<string> {
  const hash = createHash('sha256');
  for (const table of tables.filter((t) => t.kind === 'derived')) {
    const rows = await tx.db
      .selectFrom(table.name as 'stock_balance')
      .selectAll()
      .execute();
    const lines = rows.map((row) => JSON.stringify(Object.keys(table.columns).map((c) => (row as Record<string, unknown>)[c] ?? null)));
    hash.update(`${table.name}\n${lines.toSorted().join('\n')}\n`);
  }
  return hash.digest('hex');
}
