import type { InputOf } from '../../../client/operations.ts';
import { allWords } from '../../../kit/statement/words.ts';
import { spanText } from './columns.ts';
import type { Asked, Span } from './store.ts';
import { t } from './text.ts';

const QUERY = {
  'profit-and-loss': 'accounting.profitAndLoss',
  'balance-sheet': 'accounting.balanceSheet',
  'cash-flow': 'accounting.cashFlow',
};

/** The statement in view as it is exported: the same question, its parts in words. */
export function reportOf(
  asked: Asked,
  spans: { readonly span: Span; readonly compared: Span | null },
  currency: string,
): Omit<InputOf<'engine.exportReport'>, 'format'> {
  const days = asked.statement === 'balance-sheet' ? { on: asked.to } : { from: asked.from, to: asked.to };
  return {
    report: QUERY[asked.statement],
    question: { ...days, ...(asked.compare === '' ? {} : { compare: asked.compare }) },
    name: t(asked.statement),
    columns: [
      { field: 'word', title: t('part') },
      { field: 'code', title: t('code') },
      { field: 'name', title: t('name') },
      { field: 'amount', title: spanText(spans.span) },
      ...(spans.compared ? [{ field: 'compared', title: spanText(spans.compared) }] : []),
    ],
    words: allWords(),
    conditions: [spanText(spans.span), currency],
  };
}
