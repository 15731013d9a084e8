import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { day, money } from '../../../kit/format.ts';
import { statementWords } from '../../../kit/statement/words.ts';
import { t } from './text.ts';

type Answer = OutputOf<'closing.proposeAccruals'>;
export type Proposal = Answer['proposals'][number];
type Posted = Answer['posted'][number];
type StatementLine = Answer['result'][number];
export type Rule = OutputOf<'closing.listAccrualRules'>['rows'][number];

/** A proposal, or one of its lines below it. */
export interface ProposalLine {
  readonly id: string;
  readonly what: string;
  readonly detail: string;
  readonly amount: number;
  readonly accountId: string | null;
}
export const linesOf = (proposals: readonly Proposal[]): readonly ProposalLine[] =>
  proposals.flatMap((p) => [
    { id: p.title, what: p.title, detail: p.how, amount: p.amount, accountId: null },
    ...p.lines.map((l, i) => ({
      id: `${p.title} ${i}`,
      what: '',
      detail: `${l.code} ${l.name}`,
      amount: l.amount,
      accountId: l.accountId,
    })),
  ]);

export const proposalColumns = (currency: string): readonly Column<ProposalLine>[] => [
  { id: 'what', title: t('accrual'), width: 260, text: (l) => l.what },
  {
    id: 'detail',
    title: t('account'),
    grow: true,
    text: (l) => l.detail,
    link: (l) => (l.accountId === null ? undefined : `/accounts/${l.accountId}`),
  },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 160,
    numeric: true,
    text: (l) => money(l.amount, currency),
    tone: (l) => negative(l.amount),
  },
];

export const postedColumns = (currency: string): readonly Column<Posted>[] => [
  { id: 'title', title: t('accrual'), grow: true, text: (p) => p.title },
  { id: 'number', title: t('entry'), width: 160, text: (p) => p.number, link: (p) => `/journal-entries/${p.entryId}` },
  { id: 'reversal', title: t('reversal'), width: 160, text: (p) => p.reversal, link: (p) => `/journal-entries/${p.reversalId}` },
  { id: 'on', title: t('reversedOn'), width: 130, text: (p) => day(p.reversedOn) },
  { id: 'amount', title: t('amount', { currency }), width: 160, numeric: true, text: (p) => money(p.amount, currency) },
];

/** Lines of a statement with the accruals, as posted, and what they change. */
export const statementColumns = (currency: string): readonly Column<StatementLine>[] => {
  const figure = (id: string, title: string, of: (l: StatementLine) => number): Column<StatementLine> => ({
    id,
    title,
    width: 160,
    numeric: true,
    text: (l) => money(of(l), currency),
    tone: (l) => negative(of(l)),
  });
  return [
    {
      id: 'line',
      title: t('line'),
      grow: true,
      text: (l) => [l.code, l.name ?? (l.word && statementWords(l.word))].filter(Boolean).join(' '),
    },
    figure('with', t('withThem', { currency }), (l) => l.amount),
    figure('posted', t('asPosted', { currency }), (l) => l.compared ?? 0),
    figure('change', t('change', { currency }), (l) => l.amount - (l.compared ?? 0)),
  ];
};

export const ruleColumns = (currency: string): readonly Column<Rule>[] => [
  { id: 'title', title: t('what'), width: 260, text: (r) => r.title },
  { id: 'kind', title: t('kind'), width: 160, text: (r) => t(r.kind) },
  { id: 'account', title: t('account'), grow: true, text: (r) => r.account, link: (r) => `/accounts/${r.accountId}` },
  { id: 'from', title: t('from'), width: 110, text: (r) => day(r.from) },
  { id: 'to', title: t('to'), width: 110, text: (r) => day(r.to) },
  { id: 'ended', title: t('until'), width: 110, text: (r) => (r.endedOn === null ? '' : day(r.endedOn)) },
  { id: 'amount', title: t('net', { currency }), width: 130, numeric: true, text: (r) => money(r.amount, currency) },
];
