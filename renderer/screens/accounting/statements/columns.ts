import { type Column, negative } from '../../../kit/column.ts';
import { day, money } from '../../../kit/format.ts';
import { withQuery } from '../../../kit/route.ts';
import { statementWords } from '../../../kit/statement/words.ts';
import type { Row, Span, StatementName } from './store.ts';
import { t } from './text.ts';

const INDENT = '\u2003';
/** The days of a column. */
export const spanText = ({ from, to }: Span) =>
  from === null ? t('until', { day: day(to) }) : t('days', { from: day(from), to: day(to) });

/** Where a figure leads: an account to the lines it is the sum of, the result of the year to its profit and loss account. */
function leadsTo(row: Row, statement: StatementName, span: Span, yearStart: string | undefined): string | undefined {
  const days = { from: span.from ?? undefined, to: span.to };
  if (row.accountId !== null)
    return withQuery(`/accounts/${row.accountId}`, { ...days, through: statement === 'cash-flow' ? 'cash' : undefined });
  if (row.word === 'current-result' && yearStart !== undefined)
    return withQuery('/statements', { statement: 'profit-and-loss', from: yearStart, to: span.to });
  return row.word === 'closing-cash' ? withQuery('/statements', { statement: 'balance-sheet', to: span.to }) : undefined;
}

/** One column of figures, or two where the statement is compared. */
export function columns(
  currency: string,
  statement: StatementName,
  spans: { readonly span: Span; readonly compared: Span | null; readonly yearStart?: string },
): readonly Column<Row>[] {
  const figure = (id: 'amount' | 'compared', span: Span, yearStart?: string): Column<Row> => ({
    id,
    title: spanText(span),
    width: 200,
    numeric: true,
    text: (r) => money(r[id] ?? 0, currency),
    tone: (r) => negative(r[id] ?? 0),
    link: (r) => leadsTo(r, statement, span, yearStart),
  });
  return [
    {
      id: 'name',
      title: t('name'),
      grow: true,
      text: (r) => INDENT.repeat(r.level) + [r.code, r.name ?? (r.word && statementWords(r.word))].filter(Boolean).join(' '),
    },
    figure('amount', spans.span, spans.yearStart),
    ...(spans.compared ? [figure('compared', spans.compared)] : []),
  ];
}
