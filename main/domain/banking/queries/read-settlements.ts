import { sql } from 'kysely';
import { countRows, sumInt } from '../../../../db/dialect/portable.ts';
import { settlementLinesList, settlementsList } from '../../../../preload/contract/banking-payout-lists.ts';
import { payoutOperations } from '../../../../preload/contract/banking-payouts.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import { balanceOf } from '../../accounting/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { rolesOf } from '../payouts/accounts.ts';

/** Settlements by the day they were paid. */
export const settlementList = handleList(settlementsList, {
  from: sql`settlement as s`,
  columns: { id: 's.id', channelId: 's.channel_id', paidOn: 's.paid_on', state: 's.state', payout: 's.payout' },
  search: (text) => startsWith('s.external_id', text),
  labels: { channelId: { table: 'channel', name: 'name' } },
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('settlement as s', 's.id', 'w.id')
      .innerJoin('channel as c', 'c.id', 's.channel_id')
      .select([
        's.id',
        's.external_id as externalId',
        's.channel_id as channelId',
        'c.name as channelName',
        's.paid_on as paidOn',
        's.currency',
        's.opening',
        's.transactions',
        's.payout',
        's.closing',
        's.state',
      ])
      .orderBy(order)
      .execute(),
});

/** Lines of settlements as they came. */
export const settlementLineList = handleList(settlementLinesList, {
  from: sql`settlement_line as l`,
  columns: {
    id: 'l.id',
    settlementId: 'l.settlement_id',
    kind: 'l.kind',
    type: 'l.type',
    state: 'l.state',
    orderId: 'l.order_id',
    amount: 'l.amount',
  },
  search: (text) => startsWith('l.order_ref', text),
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('settlement_line as l', 'l.id', 'w.id')
      .innerJoin('settlement as s', 's.id', 'l.settlement_id')
      .leftJoin('sales_order as o', 'o.id', 'l.order_id')
      .select([
        'l.id',
        'l.settlement_id as settlementId',
        's.external_id as settlementName',
        'l.line_no as lineNo',
        'l.kind',
        'l.type',
        'l.order_ref as orderRef',
        'l.order_id as orderId',
        'o.number as orderNumber',
        'l.external_id as externalId',
        'l.happened_on as happenedOn',
        'l.label',
        'l.amount',
        'l.state',
      ])
      .orderBy(order)
      .execute(),
});

export const getSettlement = handleQuery(payoutOperations.getSettlement, async (ctx, { settlementId }) => {
  const { db } = ctx.tx;
  const s = await db
    .selectFrom('settlement as s')
    .innerJoin('channel as c', 'c.id', 's.channel_id')
    .leftJoin('journal_entry as e', 'e.id', 's.entry_id')
    .where('s.id', '=', settlementId)
    .selectAll('s')
    .select(['c.name as channelName', 'e.number as entryNumber'])
    .executeTakeFirst();
  if (!s) throw refuse(notFound, { kind: 'settlement', id: settlementId });
  const kinds = await db
    .selectFrom('settlement_line')
    .where('settlement_id', '=', s.id)
    .groupBy(['kind', 'type'])
    .orderBy('kind')
    .orderBy('type')
    .select((eb) => ['kind', 'type', countRows().as('lines'), sumInt(eb.ref('amount')).as('amount')])
    .execute();
  const waiting = await db
    .selectFrom('settlement_line')
    .where('settlement_id', '=', s.id)
    .where('state', '=', 'unmatched')
    .select(['kind'])
    .execute();
  const transit = await db
    .selectFrom('open_item as i')
    .innerJoin('account_role as r', 'r.account_id', 'i.account_id')
    .where('r.role', '=', rolesOf(s.channel_id).transit)
    .where('i.item_key', '=', s.id)
    .select('i.residual')
    .executeTakeFirst();
  // The transactions are summed from the rows, so that the proof says what the rows say.
  const transactions = sumSafe(kinds.map((k) => (k.kind === 'reserve' ? 0 : k.amount)));
  const { opening, payout, closing } = s;
  return {
    id: s.id,
    externalId: s.external_id,
    reference: s.reference,
    channelId: s.channel_id,
    channelName: s.channelName,
    profile: s.profile,
    currency: s.currency,
    paidOn: s.paid_on,
    state: s.state,
    entryId: s.entry_id,
    entryNumber: s.entryNumber,
    fileId: s.file_id,
    importedAt: s.imported_at,
    proof: { opening, transactions, payout, closing, gap: sumSafe([opening, transactions, -payout, -closing]) },
    reserved: s.reserved,
    inTransit: transit?.residual ?? 0,
    unmatched: waiting.filter((w) => w.kind !== 'unknown').length,
    unknown: waiting.filter((w) => w.kind === 'unknown').length,
    kinds: kinds.map((k) => ({ ...k, lines: Number(k.lines) })),
  };
});

/** Per channel with settlements: what they left with the provider beside what the books say is kept and reserved there. */
export const proveClearing = handleQuery(payoutOperations.proveClearing, async (ctx) => {
  const { db } = ctx.tx;
  const channels = await db
    .selectFrom('settlement as s')
    .innerJoin('channel as c', 'c.id', 's.channel_id')
    .where('s.state', '=', 'posted')
    .groupBy(['c.id', 'c.name'])
    .orderBy('c.name')
    .select(['c.id', 'c.name', countRows().as('n'), sumInt(sql`s.transactions - s.payout`).as('settled')])
    .execute();
  const rows = await Promise.all(
    channels.map(async (c) => {
      const roles = rolesOf(c.id);
      const accounts = new Map(
        (await db.selectFrom('account_role').selectAll().where('role', 'in', Object.values(roles)).execute()).map((r) => [
          r.role,
          r.account_id,
        ]),
      );
      const items = (role: string) =>
        db
          .selectFrom('open_item')
          .select(['item_key', 'residual'])
          .where('account_id', '=', accounts.get(role) ?? '')
          .where((eb) => eb('residual', '<>', eb.lit(0)))
          .execute();
      const clearing = await items(roles.clearing);
      const sum = (of: readonly { residual: number }[]) => sumSafe(of.map((i) => i.residual));
      const begun = await db
        .selectFrom('settlement')
        .select('opening')
        .where('channel_id', '=', c.id)
        .where('state', '=', 'posted')
        .orderBy('position')
        .limit(1)
        .executeTakeFirst();
      const settled = sumSafe([begun?.opening ?? 0, c.settled]);
      const kept = sum(clearing.filter((i) => i.item_key === c.id));
      const reserved = await balanceOf(ctx.tx, accounts.get(roles.reserve) ?? '');
      return {
        channelId: c.id,
        channelName: c.name,
        clearingId: accounts.get(roles.clearing) ?? '',
        settlements: Number(c.n),
        settled,
        kept,
        reserved,
        gap: sumSafe([settled, -kept, -reserved]),
        unsettled: sum(clearing.filter((i) => i.item_key !== c.id && !i.item_key.startsWith('stl_'))),
        unmatched: sum(clearing.filter((i) => i.item_key.startsWith('stl_'))),
        inTransit: sum(await items(roles.transit)),
        disputed: sum(await items(roles.disputes)),
      };
    }),
  );
  return { rows };
});
