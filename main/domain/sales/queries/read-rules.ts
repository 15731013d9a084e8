import { countRows } from '../../../../db/dialect/portable.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { holdRuleOperations, TRIAL_NAMED, TRIAL_ORDERS } from '../../../../preload/contract/sales-rules.ts';
import { handleQuery } from '../../handler.ts';
import { creditUsedBy } from '../holds/credit.ts';
import { inRuleScope } from '../holds/decide.ts';
import { loadFacts } from '../holds/facts.ts';
import { finds } from '../holds/kinds.ts';
import { loadRules } from '../holds/store.ts';
import { storedSubjects } from '../holds/subjects.ts';
import { ORDER } from '../model.ts';

export const listRuleOwners = handleQuery(holdRuleOperations.listRuleOwners, async ({ tx: { db } }) => {
  const roles = await db.selectFrom('role').select(['id', 'name']).orderBy('name').execute();
  const users = await db.selectFrom('app_user').select(['id', 'name']).where('active', '=', 1).orderBy('name').execute();
  return {
    rows: [...roles.map((r) => ({ kind: 'role' as const, ...r })), ...users.map((u) => ({ kind: 'user' as const, ...u }))],
  };
});

export const listOrderRules = handleQuery(holdRuleOperations.listOrderRules, async ({ tx }) => {
  const rules = await loadRules(tx);
  const open = await tx.db
    .selectFrom('hold')
    .where('subject_kind', '=', ORDER)
    .where('released_at', 'is', null)
    .where('facts', 'is not', null)
    .groupBy('code')
    .select(['code', countRows().as('n')])
    .execute();
  const counts = new Map(open.map((o) => [o.code, Number(o.n)]));
  const named = async (table: 'role' | 'app_user') =>
    new Map((await tx.db.selectFrom(table).select(['id', 'name']).execute()).map((r) => [r.id, r.name]));
  const names = { role: await named('role'), user: await named('app_user') };
  return {
    rows: rules.map((r) => ({ ...r, ownerName: names[r.owner.kind].get(r.owner.id) ?? r.owner.id, open: counts.get(r.code) ?? 0 })),
  };
});

/** Nothing is written: the rule is asked about the last orders as it would be when they are changed. */
export const tryOrderRule = handleQuery(holdRuleOperations.tryOrderRule, async ({ tx }, { test, scope }) => {
  const last = await tx.db
    .selectFrom('sales_order')
    .select(['id', 'number', 'ordered_on as orderedOn', 'total'])
    .orderBy('ordered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(TRIAL_ORDERS)
    .execute();
  const orders = new Map(
    (
      await storedSubjects(
        tx,
        last.map((o) => o.id),
      )
    ).map((s) => [s.orderId, s]),
  );
  const facts = await loadFacts(tx, [{ test, active: true }], [...orders.values()], true);
  const rows = last.flatMap(({ id, ...order }) => {
    const subject = orders.get(id);
    if (!subject) return [];
    const known = facts(subject);
    const found = inRuleScope({ scope }, subject, known.tier) ? finds(test, subject, known) : undefined;
    return found ? [{ orderId: id, ...order, detail: found.detail }] : [];
  });
  return { looked: last.length, held: rows.length, rows: rows.slice(0, TRIAL_NAMED) };
});

export const getCustomerTerms = handleQuery(holdRuleOperations.getCustomerTerms, async ({ tx }, { partyId }) => {
  const party = await tx.db.selectFrom('party').select('id').where('id', '=', partyId).executeTakeFirst();
  if (!party) throw refuse(notFound, { kind: 'party', id: partyId });
  const terms = await tx.db.selectFrom('customer_terms').selectAll().where('party_id', '=', partyId).executeTakeFirst();
  const agreed = await tx.db
    .selectFrom('party_payment_terms')
    .select('terms_code')
    .where('party_id', '=', partyId)
    .where('side', '=', 'customer')
    .executeTakeFirst();
  const { receivable, uninvoiced } = (await creditUsedBy(tx, [partyId])).get(partyId) ?? { receivable: 0, uninvoiced: 0 };
  return {
    partyId,
    tier: terms?.tier ?? null,
    creditLimit: terms?.credit_limit ?? null,
    paymentHold: terms?.payment_hold === 1,
    note: terms?.note ?? '',
    paymentTerms: agreed?.terms_code ?? null,
    receivable,
    uninvoiced,
    used: receivable + uninvoiced,
    revision: terms?.revision ?? 0,
  };
});
