import { type Action, action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import type { Rule } from './columns.ts';
import { t } from './text.ts';

interface Expense {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The next step of a month: its accruals are posted once, and can be taken back. */
export const periodActions = (period: string, proposals: number, posted: number): readonly Action[] => [
  ...(proposals > 0 ? [action({ verb: t('post'), operation: 'closing.postAccruals', input: () => ({ period }) })] : []),
  ...(posted > 0 ? [action({ verb: t('undo'), operation: 'closing.undoAccruals', input: () => ({ period }), grave: true })] : []),
];

/** Something more is accrued by hand, or the bill of something came. `days`: those of the month in view. */
export function ruleActions(
  rules: readonly Rule[],
  expenses: readonly Expense[],
  days: { readonly from: string; readonly to: string },
  currency: string,
): readonly Action[] {
  const add = (kind: Rule['kind'], verb: string) =>
    action({
      verb,
      operation: 'closing.setAccrualRule',
      asks: [
        { name: 'title', label: t('what'), kind: 'text' },
        {
          name: 'accountId',
          label: t('account'),
          kind: 'choice',
          // Most of what is not billed yet is freight.
          start: (expenses.find((a) => a.roles.includes('outbound-freight')) ?? expenses[0])?.id ?? '',
          options: expenses.map((a) => ({ value: a.id, text: `${a.code} ${a.name}` })),
        },
        askAmount({ name: 'amount', label: t('net', { currency }) }, currency),
        { name: 'from', label: t('from'), kind: 'day', start: days.from },
        { name: 'to', label: t('to'), kind: 'day', start: days.to },
      ],
      input: ({ title = '', accountId = '', amount = '', from = '', to = '' }) => ({
        kind,
        title,
        accountId,
        amount: amountOf(amount, currency),
        from,
        to,
      }),
    });
  const ends = rules
    .filter((r) => r.endedOn === null)
    .map((r) =>
      action({
        verb: t('end', { title: r.title }),
        operation: 'closing.endAccrualRule',
        asks: [{ name: 'on', label: t('billed'), kind: 'day' }],
        input: ({ on = '' }) => ({ ruleId: r.id, on }),
        expect: [{ id: r.id, revision: r.revision }],
      }),
    );
  return expenses.length === 0 ? ends : [add('service', t('addService')), add('prepaid', t('addPrepaid')), ...ends];
}
