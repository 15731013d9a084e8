import { AGES } from '../../../preload/contract/accounting-aged.ts';
import type { LetterPaper, PaperSpan, StatementPaper } from '../../../preload/contract/documents.ts';
import type { QueryContext } from '../../engine/context.ts';
import { lettersOf, statementOf } from '../receivables/index.ts';
import { addressees } from './gather.ts';

type Asker = Pick<QueryContext, 'tx' | 'company'>;

/** What dunning letters say: as they were written, to where the customer lives now. */
export async function letterPapers(ctx: Asker, ids: readonly string[]): Promise<LetterPaper[]> {
  const letters = await lettersOf(ctx, ids);
  const to = await addressees(
    ctx,
    letters.map((l) => l.party_id),
  );
  return letters.map((l) => ({
    kind: 'dunning-letter',
    id: l.id,
    number: l.number,
    on: l.dunned_on,
    to: to(l.party_id).billing,
    level: l.level,
    levelName: l.level_name,
    payBy: l.pay_by,
    currency: l.currency,
    words: l.words,
    lines: l.items.map(({ name, openedOn, dueOn, daysLate, level, open }) => ({ name, openedOn, dueOn, daysLate, level, open })),
    open: l.open,
    fee: l.fee,
    total: l.total,
  }));
}

/** What the accounts of customers say from a day to a day. */
export async function statementPapers(ctx: Asker, partyIds: readonly string[], { from, to }: PaperSpan): Promise<StatementPaper[]> {
  const address = await addressees(ctx, partyIds);
  const papers: StatementPaper[] = [];
  for (const id of partyIds) {
    const { partyName, rows, ages, currency, opening, closing } = await statementOf(ctx, id, from, to);
    papers.push({
      kind: 'customer-statement',
      id,
      number: `${partyName} ${from} ${to}`,
      on: to,
      to: address(id).billing,
      from,
      currency,
      opening,
      lines: rows.map((r) => ({
        on: r.on,
        kind: r.kind,
        document: r.document ?? '',
        of: r.documentId === r.itemKey ? null : r.itemName,
        dueOn: r.dueOn,
        instalments: r.instalments,
        amount: r.amount,
        balance: r.balance,
      })),
      closing,
      ages: AGES.map((age) => ({ age, amount: ages[age] })),
    });
  }
  return papers;
}
