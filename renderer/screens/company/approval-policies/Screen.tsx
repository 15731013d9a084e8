import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { readMoney } from '../../../kit/form/read.ts';
import { count, money, operationWords, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Policy = OutputOf<'company.listApprovalPolicies'>['rows'][number];
type Measure = Policy['measure'];

const columnsOf = (currency: string): readonly Column<Policy>[] => [
  { id: 'name', title: t('name'), width: 220, text: (p) => p.name, link: (p) => `/approval-policies/${p.code}` },
  { id: 'operation', title: t('operation'), width: 190, text: (p) => operationWords(p.operation), hint: (p) => p.summary },
  { id: 'measure', title: t('measure'), width: 125, text: (p) => t(`measure_${p.measure}`) },
  {
    id: 'above',
    title: t('above'),
    width: 90,
    numeric: true,
    text: (p) => (p.measure === 'posted' ? money(p.above, currency) : p.measure === 'records' ? count(p.above) : ''),
  },
  { id: 'approvers', title: t('approvers'), grow: true, text: (p) => words(p.approvers) },
  { id: 'expires', title: t('expires'), width: 110, numeric: true, text: (p) => count(p.expiresDays) },
  {
    id: 'state',
    title: t('state'),
    width: 100,
    text: (p) => t(p.active ? 'on' : 'off'),
    tone: (p) => (p.active ? 'good' : 'quiet'),
    dot: true,
  },
];

/** Which commands wait for somebody else, above which value, and for whom. */
export default function ApprovalPolicies() {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('company.listApprovalPolicies', {});
  const approvables = useAsk('company.listApprovables', {}).output;
  const roles = useAsk('company.listRoles', {}).output?.rows;
  const columns = useMemo(() => columnsOf(currency), [currency]);
  const actions = useMemo(() => {
    if (!approvables) return [];
    const approvers = [
      ...(roles ?? []).map((r) => ({ value: `role/${r.role}`, text: t('role', { name: r.name }) })),
      ...approvables.permissions.map((p) => ({ value: `permission/${p}`, text: t('permission', { name: p }) })),
    ];
    return [
      action({
        verb: t('add'),
        operation: 'company.setApprovalPolicy',
        asks: [
          { name: 'name', label: t('name'), kind: 'text', hint: t('nameHint') },
          {
            name: 'operation',
            label: t('operation'),
            kind: 'choice',
            options: approvables.rows.map((r) => ({ value: r.operation, text: operationWords(r.operation) })),
          },
          {
            name: 'measure',
            label: t('measure'),
            kind: 'choice',
            options: (['posted', 'records', 'always'] as const).map((m) => ({ value: m, text: t(`measure_${m}`) })),
          },
          { name: 'above', label: t('above'), kind: 'text', start: '0', hint: t('aboveHint', { currency }) },
          { name: 'approver', label: t('approvers'), kind: 'choice', options: approvers, hint: t('approversHint') },
          { name: 'expiresDays', label: t('expires'), kind: 'text', start: '14' },
        ],
        input: ({ name = '', operation = '', measure = 'posted', above = '', approver = '', expiresDays = '' }) => {
          const [kind = '', who = ''] = approver.split('/');
          return {
            // A code nobody has to think of: the command, and what tells two policies on it apart.
            code: `${operation.split('.')[1] ?? operation}-${name.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase()}`.slice(0, 40),
            name,
            operation,
            measure: measure as Measure,
            above: measure === 'posted' ? (readMoney(above, currency) ?? Number.NaN) : Number(above),
            approverKind: kind as Policy['approverKind'],
            approver: who,
            expiresDays: Number(expiresDays),
          };
        },
      }),
    ];
  }, [approvables, roles, currency]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page actions={<Actions actions={actions} />} title={t('title')}>
      <Table columns={columns} empty={t('none')} label={t('title')} rowId={(p) => p.code} rows={output.rows} />
    </Page>
  );
}
