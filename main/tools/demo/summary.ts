import { sumInt } from '../../../db/dialect/portable.ts';
import { formatMinor } from '../../../preload/contract/values/money.ts';
import { runDoctor } from '../../engine/doctor/doctor.ts';
import { type Engine, SYSTEM } from '../../engine/engine.ts';
import type { DemoPlan } from '../demo-rules.ts';

/** Prints what became of the month, from the books, and runs the doctor. Returns whether every proof holds. */
export async function printSummary(engine: Engine, channelId: string, plan: DemoPlan, print: (line: string) => void): Promise<boolean> {
  const { db } = engine.store.writer;
  const money = (amount: number) => formatMinor(amount, 'GBP').replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const row = (name: string, value: string | number) =>
    print(`  ${name.padEnd(34)} ${String(typeof value === 'number' ? value.toLocaleString('en') : value).padStart(16)}`);
  const count = async (table: 'sales_order' | 'sales_order_line' | 'shipment' | 'customer_return' | 'invoice') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  const balance = async (role: string) => {
    const found = await db
      .selectFrom('account_role')
      .innerJoin('account_balance', 'account_balance.account_id', 'account_role.account_id')
      .select((eb) => sumInt(eb.ref('amount')).as('amount'))
      .where('role', '=', role)
      .executeTakeFirst();
    return found?.amount ?? 0;
  };
  print('');
  print(`Orders from ${plan.openingOn} to ${plan.lastOn}`);
  row('orders', await count('sales_order'));
  row('order lines', await count('sales_order_line'));
  row('shipments', await count('shipment'));
  const short = await db
    .selectFrom('sales_order_line')
    .select(({ fn, eb }) => [fn.countAll<number>().as('lines'), sumInt(eb('qty', '-', eb.ref('qty_shipped'))).as('units')])
    .where('kind', '=', 'item')
    .whereRef('qty_shipped', '<', 'qty')
    .executeTakeFirstOrThrow();
  row('lines short, waiting for stock', Number(short.lines));
  const holds = await db
    .selectFrom('hold')
    .select(({ fn }) => ['code', 'severity', fn.countAll<number>().as('n')])
    .where('released_at', 'is', null)
    .groupBy(['code', 'severity'])
    .execute();
  for (const h of holds) row(`on hold (${h.severity}): ${h.code}`, Number(h.n));
  row('returns', await count('customer_return'));
  const exceptions = await db
    .selectFrom('channel_exception')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('n')])
    .where('closed_at', 'is', null)
    .groupBy('kind')
    .execute();
  for (const e of exceptions) row(`exceptions: ${e.kind}`, Number(e.n));
  const stock = await db
    .selectFrom('cost_pool_balance')
    .select((eb) => sumInt(eb.ref('value')).as('value'))
    .executeTakeFirstOrThrow();
  print('');
  print('In the books (GBP)');
  row('revenue', money(-(await balance('revenue'))));
  row('shipping revenue', money(-(await balance('shipping-revenue'))));
  row('cost of goods sold', money(await balance('cogs')));
  row('stock value', money(stock.value));
  row('channel clearing', money(await balance(`clearing/${channelId}`)));
  row('receivable (customer credits)', money(await balance('receivable')));
  const proof = (await engine.ask({ operation: 'channels.proveMoney', input: { channelId }, actor: SYSTEM })).output as Record<
    'delivered' | 'invoiced' | 'credited' | 'adjusted' | 'posted' | 'waiting' | 'unresolved' | 'parked' | 'gap',
    number
  >;
  print('');
  print('Proof: delivered = posted + parked (GBP)');
  row('delivered by the channel', money(proof.delivered));
  row('posted', money(proof.posted));
  row('parked (waiting or unresolved)', money(proof.parked));
  row('gap', money(proof.gap));
  print('');
  const report = await engine.writer.exclusively((tx) => runDoctor(tx, engine.registry, { micros: () => performance.now() * 1000 }));
  for (const check of report.checks) {
    const verdict = check.findings.length === 0 ? 'ok' : `${check.findings.length} FINDINGS`;
    print(
      `  ${check.name.padEnd(28)} ${verdict.padEnd(12)} ${check.looked.toLocaleString('en').padStart(10)} looked at, ${check.milliseconds} ms`,
    );
    for (const f of check.findings.slice(0, 5))
      print(`      ${f.table} ${f.row}: ${f.message}${f.gap === undefined ? '' : ` (gap ${f.gap})`}`);
  }
  print(
    report.healthy && proof.gap === 0
      ? `Stock and books agree to the cent. Audit chain head ${report.chainHead.slice(0, 16)} at commit ${report.seq}.`
      : 'THE PROOF FAILED.',
  );
  return report.healthy && proof.gap === 0;
}
