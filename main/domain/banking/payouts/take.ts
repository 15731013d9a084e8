import type { Selectable } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { type SettledKind, type Settlement, settlementChanged } from '../../../../preload/contract/banking-payouts.ts';
import { unknownChannel } from '../../../../preload/contract/channels.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { accountByRole, ensureRole, openItemsOf, postEntries } from '../../accounting/index.ts';
import { markPosted } from '../store-payouts.ts';
import { ensurePayoutAccounts, type PayingChannel, rolesOf } from './accounts.ts';
import { decideSettlement, type Proof } from './decide.ts';
import { type OrderItems, settlementEntry } from './posting.ts';

type LineRow = Selectable<DB['settlement_line']>;

/** A channel, or the refusal that there is none. */
export async function payingChannel(tx: Connection<DB>, channelId: string): Promise<PayingChannel> {
  const row = await tx.db.selectFrom('channel').select(['id', 'code', 'name', 'currency']).where('id', '=', channelId).executeTakeFirst();
  if (!row) throw refuse(unknownChannel, { channelId });
  return row;
}

export interface Taking {
  readonly channel: PayingChannel;
  readonly fresh: readonly { readonly settlement: Settlement; readonly proof: Proof; readonly position: number }[];
  readonly known: number;
  /** orders by what the channel calls them */
  readonly orders: ReadonlyMap<string, string>;
}

/** Looks at the settlements of one file in its order. The same again changes nothing; the same with other content is refused. */
export async function decideTaking(
  tx: Connection<DB>,
  channelId: string,
  settlements: readonly Settlement[],
  home: string,
): Promise<Taking> {
  const channel = await payingChannel(tx, channelId);
  const before = await tx.db
    .selectFrom('settlement')
    .select(['position', 'closing'])
    .where('channel_id', '=', channelId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  let closing = before?.closing ?? null;
  let position = before?.position ?? 0;
  let known = 0;
  const fresh: { settlement: Settlement; proof: Proof; position: number }[] = [];
  for (const settlement of settlements) {
    const twin = await tx.db
      .selectFrom('settlement')
      .select(['content_hash', 'payout'])
      .where('channel_id', '=', channelId)
      .where('external_id', '=', settlement.externalId)
      .executeTakeFirst();
    if (twin) {
      if (twin.content_hash !== settlement.contentHash)
        throw refuse(settlementChanged, {
          settlement: settlement.externalId,
          before: twin.payout,
          now: settlement.payout,
          currency: settlement.currency,
        });
      known += 1;
      continue;
    }
    const proof = decideSettlement(settlement, channel.currency === home ? home : '', closing);
    if (proof instanceof Error) throw proof;
    position += 1;
    closing = proof.closing;
    fresh.push({ settlement, proof, position });
  }
  const refs = fresh.flatMap((f) => f.settlement.lines.flatMap((l) => (l.orderRef === null ? [] : [l.orderRef])));
  return { channel, fresh, known, orders: await ordersByRef(tx, channelId, [...new Set(refs)]) };
}

/** Orders of a channel by what the channel calls them, or by their number here. */
export async function ordersByRef(tx: Connection<DB>, channelId: string, refs: readonly string[]): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const wanted = tx
    .rowset(
      refs.map((ref) => ({ channel_id: channelId, ref })),
      { channel_id: 'text', ref: 'text' },
    )
    .as('w');
  const byNumber = await tx.db
    .selectFrom(wanted)
    .crossJoin('sales_order as o')
    .whereRef('o.number', '=', 'w.ref')
    .whereRef('o.channel_id', '=', 'w.channel_id')
    .select(['w.ref', 'o.id'])
    .execute();
  const byForeign = await tx.db
    .selectFrom(wanted)
    .crossJoin('sales_order as o')
    .whereRef('o.channel_id', '=', 'w.channel_id')
    .whereRef('o.external_id', '=', 'w.ref')
    .select(['w.ref', 'o.id'])
    .execute();
  return new Map([...byNumber, ...byForeign].map((r) => [r.ref, r.id]));
}

/** What people are told of it. */
export function told({ fresh, known, orders }: Taking) {
  const lines = fresh.flatMap((f) => f.settlement.lines);
  return {
    settlements: fresh.length,
    known,
    lines: lines.length,
    payout: sumSafe(fresh.map((f) => f.settlement.payout)),
    unmatched: lines.filter((l) => waits(l, orders)).length,
    unknown: lines.filter((l) => l.kind === 'unknown').length,
  };
}

/** Kinds of which every line is of an order. */
const OF_ORDER: ReadonlySet<string> = new Set(['sale', 'refund']);
export const waits = (line: Pick<Settlement['lines'][number], 'kind' | 'orderRef'>, orders: ReadonlyMap<string, string>): boolean =>
  OF_ORDER.has(line.kind) && (line.orderRef === null || !orders.has(line.orderRef));

/** What a line without an order stands under. */
export const lineKey = (settlementId: string, lineNo: number): string => `${settlementId}/${lineNo}`;

/** Posts a settlement whose lines are all of a known kind. */
export async function postSettlement(ctx: CommandContext, channel: PayingChannel, settlementId: string): Promise<void> {
  const { db } = ctx.tx;
  await ensurePayoutAccounts(ctx, channel);
  const s = await db.selectFrom('settlement').selectAll().where('id', '=', settlementId).executeTakeFirstOrThrow();
  const lines = await db.selectFrom('settlement_line').selectAll().where('settlement_id', '=', settlementId).orderBy('line_no').execute();
  if (lines.some((l) => l.kind === 'reimbursement')) await ensureRole(ctx, 'loss-recovery');
  const orders = await orderItems(ctx, channel, [...new Set(lines.flatMap((l) => (l.order_id === null ? [] : [l.order_id])))]);
  const [posted] = await postEntries(ctx, [
    settlementEntry({
      id: s.id,
      channelId: channel.id,
      on: s.paid_on,
      payout: s.payout,
      kept: sumSafe(lines.map((l) => l.amount)) - s.payout,
      orders,
      lines: lines.map((l) => ({
        kind: knownKind(l),
        type: l.type,
        orderId: l.order_id,
        key: l.order_id ?? lineKey(s.id, l.line_no),
        amount: l.amount,
      })),
    }),
  ]);
  await markPosted(ctx, s.id, posted?.entryId ?? null);
}

function knownKind(line: LineRow): SettledKind {
  if (line.kind === 'unknown') throw new Error(`settlement line ${line.id} has no kind, so it cannot be posted`);
  return line.kind;
}

async function orderItems(ctx: CommandContext, channel: PayingChannel, orderIds: readonly string[]): Promise<Map<string, OrderItems>> {
  if (orderIds.length === 0) return new Map();
  const clearing = await openItemsOf(ctx.tx, await accountByRole(ctx, rolesOf(channel.id).clearing), orderIds);
  const invoices = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          orderIds.map((order_id) => ({ order_id })),
          { order_id: 'text' },
        )
        .as('w'),
    )
    .crossJoin('invoice as i')
    .whereRef('i.order_id', '=', 'w.order_id')
    .select(['i.id', 'w.order_id as orderId'])
    .orderBy('i.id')
    .execute();
  // A channel pays for what was split off an order under the name of that order.
  const ofParts = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          orderIds.map((order_id) => ({ order_id })),
          { order_id: 'text' },
        )
        .as('w'),
    )
    .crossJoin('sales_order_split as p')
    .whereRef('p.root_order_id', '=', 'w.order_id')
    .innerJoin('invoice as i', 'i.order_id', 'p.order_id')
    .select(['i.id', 'w.order_id as orderId'])
    .orderBy('i.id')
    .execute();
  const receivable = await openItemsOf(
    ctx.tx,
    await accountByRole(ctx, 'receivable'),
    [...invoices, ...ofParts].map((i) => i.id),
  );
  return new Map(
    orderIds.map((id) => [
      id,
      {
        clearing: clearing.get(id)?.residual ?? 0,
        receivable: [...invoices, ...ofParts]
          .filter((i) => i.orderId === id)
          .flatMap((i) => {
            const item = receivable.get(i.id);
            return item && item.residual !== 0 ? [{ itemKey: i.id, partyId: item.partyId, residual: item.residual }] : [];
          }),
      },
    ]),
  );
}
