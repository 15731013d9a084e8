import { alreadyExists } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { takeNumbers } from '../company/index.ts';
import { chartOf, ensureAccount } from './chart.ts';
import { exchangeLine, inCurrency } from './foreign.ts';
import type { EntryDraft, LineDraft, PaymentDraft, PaymentKind, PostedPayment } from './model.ts';
import { postEntries } from './posting.ts';
import { assertSettles } from './settling.ts';
import { insertPayments } from './store.ts';

/** Money comes in with these, and leaves with the others. */
const COMES_IN: Readonly<Record<PaymentKind, boolean>> = { capture: true, receipt: true, refund: false, payout: false };

/** Role of the account payments stand on from the day they are made until the bank shows them, open per payment. */
export const OUTGOING_ROLE = 'bank/outgoing';

const MEMO: Readonly<Record<PaymentKind, string>> = {
  capture: 'Payment captured by the channel',
  receipt: 'Payment received',
  refund: 'Refund paid',
  payout: 'Payment made',
};

/**
 * Records payments and posts one entry each: the money account (channel clearing, keyed by order, bank, or payments on their way to it, keyed by payment) against the
 * parts. In: Dr money, Dr what was let off / Cr parts. Out: Dr parts / Cr money, Cr what was let off. Amounts in minor units of the company's currency; of items in another currency
 * what moved more or less than they were worth in the books is an exchange difference.
 *
 * Refuses a part that settles more than its item has open (earlier parts of the same call counted), a locked day, and an
 * `externalId` the channel has used before. Parts that do not add up to the amount are a bug of the caller and throw.
 */
export async function recordPayments(ctx: CommandContext, drafts: readonly PaymentDraft[]): Promise<PostedPayment[]> {
  if (drafts.length === 0) return [];
  for (const d of drafts) assertSound(d);
  if (drafts.some((d) => d.via === 'outgoing'))
    await ensureAccount(ctx, { beside: 'bank', suffix: 'out', name: 'Payments on their way', openItems: true, role: OUTGOING_ROLE });
  await assertNew(ctx, drafts);
  await assertSettleable(ctx, drafts);
  const ids = drafts.map((d) => d.id ?? ctx.newId('pay'));
  const made: EntryDraft[] = [];
  for (const [i, d] of drafts.entries()) {
    const entry = entryOf(d, ids[i] ?? '');
    made.push(d.docCurrency === undefined ? entry : { ...entry, lines: await inCurrency(ctx, entry.lines, d.docCurrency) });
  }
  const entries = await postEntries(ctx, made);
  const numbers = takePaymentNumbers(ctx, drafts);
  const posted = drafts.map((_, i): PostedPayment => {
    const entry = entries[i];
    if (!entry) throw new Error('a payment has an amount, so it has an entry');
    return { paymentId: ids[i] ?? '', paymentNumber: numbers[i] ?? '', entryId: entry.entryId, number: entry.number };
  });
  await insertPayments(
    ctx,
    drafts.map((d, i) => ({
      id: ids[i] ?? '',
      number: numbers[i] ?? '',
      kind: d.kind,
      party_id: d.partyId ?? null,
      channel_id: d.channelId ?? null,
      order_id: d.orderId ?? null,
      paid_on: d.on,
      currency: ctx.company.currency,
      amount: d.amount,
      entry_id: posted[i]?.entryId ?? 0,
      external_id: d.externalId ?? null,
      revision: 1,
    })),
  );
  return posted;
}

function assertSound(d: PaymentDraft): void {
  if (d.amount <= 0) throw new Error(`a ${d.kind} of ${d.amount} is no payment`);
  const off = (d.discounts ?? []).map((x) => -x.amount);
  if (sumSafe([...d.parts.map((p) => p.amount), d.difference ?? 0, ...off]) !== d.amount)
    throw new Error(`the parts of a ${d.kind} do not add up to ${d.amount}`);
  if (d.parts.some((p) => p.amount < 0 || (p.doc ?? p.amount) <= 0)) throw new Error(`every part of a ${d.kind} is positive`);
  if (d.parts.some((p) => (p.doc === undefined) !== (d.docCurrency === undefined)))
    throw new Error(`a ${d.kind} of items in another currency says what of each is settled there, and no other does`);
  if (d.via === 'clearing' && d.orderId === undefined) throw new Error('clearing is kept per order: a payment through it names its order');
}

/** The database would refuse the second one too; here the asker learns which. */
async function assertNew(ctx: CommandContext, drafts: readonly PaymentDraft[]): Promise<void> {
  const seen = new Set<string>();
  const wanted: { channel_id: string; external_id: string }[] = [];
  for (const { channelId, externalId } of drafts) {
    if (externalId === undefined || channelId === undefined) continue;
    const key = `${channelId}|${externalId}`;
    if (seen.has(key)) throw refuse(alreadyExists, { kind: 'Payment', id: externalId });
    seen.add(key);
    wanted.push({ channel_id: channelId, external_id: externalId });
  }
  if (wanted.length === 0) return;
  const twin = await ctx.tx.db
    .selectFrom(ctx.tx.rowset(wanted, { channel_id: 'text', external_id: 'text' }).as('w'))
    .innerJoin('payment', (join) =>
      join.onRef('payment.channel_id', '=', 'w.channel_id').onRef('payment.external_id', '=', 'w.external_id'),
    )
    .select('payment.external_id')
    .limit(1)
    .executeTakeFirst();
  if (twin) throw refuse(alreadyExists, { kind: 'Payment', id: twin.external_id ?? '' });
}

async function assertSettleable(ctx: CommandContext, drafts: readonly PaymentDraft[]): Promise<void> {
  const chart = await chartOf(ctx);
  const wants = drafts.flatMap((d) =>
    d.parts.flatMap((p) => {
      const account = chart.role(p.role);
      if (p.opens === true || !account.openItems) return [];
      const settled = p.doc ?? p.amount;
      const currency = d.docCurrency === undefined ? {} : { currency: d.docCurrency };
      return [{ accountId: account.id, itemKey: p.itemKey, ...currency, change: COMES_IN[d.kind] ? -settled : settled }];
    }),
  );
  await assertSettles(ctx, wants);
}

function moneyRole({ via, channelId }: PaymentDraft): string {
  if (via !== 'clearing') return via === 'bank' ? 'bank' : OUTGOING_ROLE;
  return channelId === undefined ? 'clearing' : `clearing/${channelId}`;
}

function entryOf(d: PaymentDraft, paymentId: string): EntryDraft {
  const sign = COMES_IN[d.kind] ? 1 : -1;
  const common = {
    ...(d.partyId === undefined ? {} : { partyId: d.partyId }),
    ...(d.channelId === undefined ? {} : { channelId: d.channelId }),
  };
  const money: LineDraft = {
    account: { role: moneyRole(d) },
    amount: sign * d.amount,
    ...common,
    ...(d.via === 'clearing' && d.orderId !== undefined ? { itemKey: d.orderId } : {}),
    ...(d.via === 'outgoing' ? { itemKey: paymentId } : {}),
  };
  const parts = d.parts.map(
    (p): LineDraft => ({
      account: { role: p.role },
      amount: -sign * p.amount + 0,
      ...(p.doc === undefined ? {} : { docAmount: -sign * p.doc }),
      itemKey: p.itemKey,
      ...common,
    }),
  );
  const difference = exchangeLine(-sign * (d.difference ?? 0) + 0, d.docCurrency ?? '');
  const off = (d.discounts ?? []).map(
    (x): LineDraft => ({ account: { role: x.role }, amount: sign * x.amount + 0, itemKey: x.itemKey, ...common }),
  );
  const lines = [money, ...parts, ...off, ...difference];
  return { journal: 'BNK', on: d.on, source: { kind: 'payment', id: paymentId }, memo: MEMO[d.kind], lines };
}

function takePaymentNumbers(ctx: CommandContext, drafts: readonly PaymentDraft[]): string[] {
  const byYear = new Map<string, { on: string; places: number[] }>();
  drafts.forEach(({ on }, place) => {
    const group = byYear.get(on.slice(0, 4));
    if (group) group.places.push(place);
    else byYear.set(on.slice(0, 4), { on, places: [place] });
  });
  const numbers: string[] = [];
  for (const { on, places } of byYear.values()) {
    const taken = takeNumbers(ctx, 'PAY', on, places.length, 6);
    places.forEach((place, i) => (numbers[place] = taken[i] ?? ''));
  }
  return numbers;
}
