import { setStatement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { termsClosed, zTermParts } from '../../../../preload/contract/payment-terms.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { Terms } from './rules.ts';

type Side = DB['party_payment_terms']['side'];
type Row = Pick<DB['payment_terms'], 'code' | 'parts' | 'discount_ppm' | 'discount_days'>;

const termsOf = ({ code, parts, discount_ppm, discount_days }: Row): Terms => ({
  code,
  parts: zTermParts.parse(JSON.parse(parts)),
  discount: discount_ppm === 0 ? null : { share: discount_ppm, days: discount_days },
});

const agreed = setStatement<DB>()({ party_id: 'text', side: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('party_payment_terms as p')
    .innerJoin('payment_terms as t', 't.code', 'p.terms_code')
    .whereRef('p.party_id', '=', 'w.party_id')
    .whereRef('p.side', '=', 'w.side')
    .select(['p.party_id', 't.code', 't.parts', 't.discount_ppm', 't.discount_days']),
);

/** Terms agreed with parties as customers or as suppliers; who has none is left out. */
export async function agreedTerms(ctx: CommandContext, side: Side, partyIds: readonly string[]): Promise<ReadonlyMap<string, Terms>> {
  if (partyIds.length === 0) return new Map();
  const rows = await ctx.tx.runFor(
    agreed,
    [...new Set(partyIds)].map((party_id) => ({ party_id, side })),
  );
  return new Map(rows.map((r) => [r.party_id, termsOf(r)]));
}

/** Terms by their code. Refuses a code that is not there. */
export async function termsByCode(ctx: CommandContext, code: string): Promise<Terms> {
  const row = await ctx.tx.db.selectFrom('payment_terms').selectAll().where('code', '=', code).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'payment terms', id: code });
  return termsOf(row);
}

/** Keeps which terms a party has; null: none of their own. Refuses terms that are not there, or that were closed and that the party does not have. */
export async function keepPartyTerms(ctx: CommandContext, side: Side, partyId: string, code: string | null): Promise<void> {
  const { db } = ctx.tx;
  const key = { party_id: partyId, side };
  const known = await db
    .selectFrom('party_payment_terms')
    .select(['terms_code', 'revision'])
    .where('party_id', '=', partyId)
    .where('side', '=', side)
    .executeTakeFirst();
  if (code === (known?.terms_code ?? null)) return;
  if (code === null) {
    await db.deleteFrom('party_payment_terms').where('party_id', '=', partyId).where('side', '=', side).execute();
    return;
  }
  const terms = await db.selectFrom('payment_terms').select('active').where('code', '=', code).executeTakeFirst();
  if (!terms) throw refuse(notFound, { kind: 'payment terms', id: code });
  if (terms.active !== 1) throw refuse(termsClosed, { code });
  if (known)
    await ctx.tx.updateMany('party_payment_terms', ['party_id', 'side'], [{ ...key, terms_code: code, revision: known.revision + 1 }]);
  else await ctx.tx.insertMany('party_payment_terms', [{ ...key, terms_code: code, revision: 1 }]);
}
