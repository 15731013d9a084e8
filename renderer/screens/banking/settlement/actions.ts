import { SETTLED_KINDS } from '../../../../preload/contract/banking-payouts.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { day, money, words } from '../../../kit/format.ts';
import type { Line, Settlement } from './columns.ts';
import { t } from './text.ts';

type BankLine = OutputOf<'banking.listBankLines'>['rows'][number];

/** What a line that waits can be told: its kind, or its order. */
const forLine = (line: Line): Action =>
  line.kind === 'unknown'
    ? action({
        verb: t('say', { line: line.lineNo }),
        operation: 'banking.settleLine',
        asks: [{ name: 'kind', label: t('kind'), kind: 'choice', options: SETTLED_KINDS.map((value) => ({ value, text: words(value) })) }],
        input: ({ kind }) => ({ lineId: line.id, kind: SETTLED_KINDS.find((k) => k === kind) ?? 'fee' }),
      })
    : action({
        verb: t('match', { line: line.lineNo }),
        operation: 'banking.settleLine',
        asks: [{ name: 'orderNumber', label: t('orderNumber'), kind: 'text', hint: t('orderHint') }],
        input: ({ orderNumber = '' }) => ({ lineId: line.id, orderNumber }),
      });

/** What can be done with a settlement now: the first lines that wait, disputes that were lost, and a payout that came back. */
export function actionsOf(
  s: Settlement,
  waiting: readonly Line[],
  disputed: readonly Line[],
  back: readonly BankLine[],
  today: string,
): Action[] {
  const lost = disputed.map((line) =>
    action({
      verb: t('lose', { line: line.lineNo }),
      operation: 'banking.loseDispute',
      grave: true,
      asks: [{ name: 'on', label: t('on'), kind: 'day', start: today }],
      input: ({ on = today }) => ({ lineId: line.id, on }),
    }),
  );
  const failed =
    s.state === 'posted' && s.inTransit === 0 && back.length > 0
      ? [
          action({
            verb: t('fail'),
            operation: 'banking.failPayout',
            grave: true,
            asks: [
              {
                name: 'bankLineId',
                label: t('bankLine'),
                kind: 'choice',
                options: back.map((l) => ({
                  value: String(l.id),
                  text: [day(l.bookedOn), l.name, money(l.amount, s.currency)].filter(Boolean).join(', '),
                })),
              },
            ],
            input: ({ bankLineId }) => ({ settlementId: s.id, bankLineId: Number(bankLineId) }),
          }),
        ]
      : [];
  return [...waiting.slice(0, 2).map(forLine), ...lost, ...failed];
}
