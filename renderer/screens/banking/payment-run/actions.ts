import { type Action, action } from '../../../kit/action/action.ts';
import { money } from '../../../kit/format.ts';
import type { Run } from './columns.ts';
import { t } from './text.ts';

/** What can be done with a run now, the next step first. */
export function actionsOf(run: Run, today: string, approvesOwn: boolean): readonly Action[] {
  const input = () => ({ runId: run.id });
  const expect = [{ id: run.id, revision: run.revision }];
  const cancel = action({ verb: t('cancel'), operation: 'banking.cancelPaymentRun', input, expect, grave: true });
  if (run.state === 'draft') {
    const approve = action({ verb: t('approve'), operation: 'banking.approvePaymentRun', input, expect });
    return run.mine && !approvesOwn ? [cancel] : [approve, cancel];
  }
  if (run.state === 'approved')
    return [action({ verb: t('send'), operation: 'banking.sendPaymentRun', input, expect, grave: true }), cancel];
  const there = run.rows.filter((r) => r.paymentId !== null && r.returnedOn === null);
  if (run.state !== 'sent' || there.length === 0) return [];
  return [
    action({
      verb: t('giveBack'),
      operation: 'banking.returnPayment',
      asks: [
        {
          name: 'lineNo',
          label: t('which'),
          kind: 'choice',
          start: String(there[0]?.lineNo ?? ''),
          options: there.map((r) => ({
            value: String(r.lineNo),
            text: `${r.partyName}, ${money(r.amount, run.currency)} ${run.currency}`,
          })),
        },
        { name: 'on', label: t('on'), kind: 'day', start: today },
        { name: 'reason', label: t('reason'), kind: 'text' },
      ],
      input: ({ lineNo, on = today, reason = '' }) => ({ runId: run.id, lineNo: Number(lineNo), on, reason }),
      expect,
      grave: true,
    }),
  ];
}
